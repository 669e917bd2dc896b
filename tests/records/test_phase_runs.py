"""A phase that started must end."""

from __future__ import annotations

from pathlib import Path

from revi_docs.decide.compiled_contract import CompiledContract
from tests.support.replayed_traces import (
    COMPLETE,
    RELEASED,
    TAKEN,
    issue_places,
    without,
)


def test_without_locks_a_phase_must_still_end(tmp_path: Path, contract: CompiledContract) -> None:
    assert issue_places(tmp_path, contract, without(TAKEN, RELEASED), locks=False) == []
    assert issue_places(tmp_path, contract, without(TAKEN, RELEASED, COMPLETE), locks=False) == [
        (1, "phase-without-end")
    ]
