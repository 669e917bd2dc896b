"""Ledgers: valid entries, the status of a story, and entries that do not follow the transitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.records.ledger import LedgerIssue
from revi_docs.records.ledger_files import read_ledger
from revi_docs.records.ledger_rules import transition_issues
from tests.support.ledger_lines import CREATED, FILE, WRITTEN, write_ledger


def test_a_path(tmp_path: Path, contract: CompiledContract) -> None:
    started = {"event": "moved", "from": "generated", "to": "in-elaboration", "by": "elab-story", "cause": "started"}
    circuit_entry = {
        "event": "moved",
        "from": "in-elaboration",
        "to": "blocked",
        "by": "manual",
        "cause": "held",
        "reason": "b",
    }
    gated = {"event": "lock-broken", "phase": "elaboration", "owner": "o", "fence": 7, "reason": "dead"}
    ledger = read_ledger(
        str(tmp_path), write_ledger(tmp_path, CREATED, WRITTEN, started, gated, circuit_entry), contract
    )
    assert ledger.issues == ()
    assert list(transition_issues(ledger, contract, "REVI-016")) == []
    assert ledger.status == "blocked"
    assert ledger.fence == 7
    assert ledger.last_entered_ms(["generated", "pending"]) == ledger.entries[1].timestamp_ms
    assert ledger.last_entered_ms(["uat"]) is None


def test_no_file_is_an_empty_ledger(tmp_path: Path, contract: CompiledContract) -> None:
    ledger = read_ledger(str(tmp_path), "none", contract)
    assert (ledger.status, ledger.fence, ledger.entries, ledger.issues) == ("", 0, (), ())


@pytest.mark.parametrize(
    ("entry", "expected_message"),
    [
        pytest.param('{"a"', "not valid JSON", id="no JSON"),
        pytest.param({"event": "vanished"}, None, id="no event of the contract"),
        pytest.param({"event": "created"}, "status: is missing", id="a field that the event needs"),
        pytest.param({**CREATED, "colour": "red"}, "colour: is not a known field", id="a field too many"),
        pytest.param({**CREATED, "timestamp": "2026-02-30T00:00:00Z"}, "timestamp: is not a valid time", id="time"),
    ],
)
def test_invalid_entry(
    tmp_path: Path, contract: CompiledContract, entry: dict[str, Any] | str, expected_message: str | None
) -> None:
    events = "created|adopted|moved|gated|forced|lock-broken|circuit-opened|circuit-closed|budget-breached"
    events += "|reconciled|renumbered"
    ledger = read_ledger(str(tmp_path), write_ledger(tmp_path, CREATED, entry), contract)
    assert len(ledger.entries) == 1
    assert ledger.issues == (
        LedgerIssue(FILE, 2, "ledger-malformed", expected_message or f"event: is not of the type {events}"),
    )
