"""The tokens in a trace against the limits."""

from __future__ import annotations

from pathlib import Path

from revi_docs.decide.compiled_contract import CompiledContract
from tests.support.replayed_traces import (
    CHECKED,
    FAIL,
    instead,
    issues,
)


def test_a_phase_that_the_budget_failed_does_not_pass(tmp_path: Path, contract: CompiledContract) -> None:
    events = instead(CHECKED, FAIL)
    assert issues(tmp_path, contract, events, breached=frozenset({"elaboration"})) == [
        (9, "over-budget", "the phase 'elaboration' ended with PASS, but its budget check failed")
    ]
