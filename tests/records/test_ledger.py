"""Ledgers: valid entries, the status of a story, and entries that do not follow the transitions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.contract_json import read_contract
from revi_docs.records.ledger import LedgerIssue
from revi_docs.records.ledger_files import read_ledger
from revi_docs.records.ledger_rules import transition_issues

CREATED = {"event": "created", "status": "pending"}
FILE = "LEDGER.jsonl"
WRITTEN = {"event": "moved", "from": "pending", "to": "generated", "by": "pm-generate-story", "cause": "finished"}


@pytest.fixture(scope="module")
def contract(root: Path) -> CompiledContract:
    return read_contract(json.loads((root / "generated/contract.json").read_text()))


def write_ledger(tmp_path: Path, *entries: dict[str, Any] | str) -> str:
    file = tmp_path / "LEDGER.jsonl"
    lines = [
        entry
        if isinstance(entry, str)
        else json.dumps(
            {"timestamp": f"2026-02-11T14:{minute:02}:00-07:00", "storyId": "REVI-016", "actor": "a", **entry}
        )
        for minute, entry in enumerate(entries)
    ]
    file.write_text("\n".join(lines) + "\n")
    return str(file)


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
    events = "created|adopted|moved|gated|forced|lock-broken|circuit-opened|circuit-closed|budget-breached|reconciled"
    ledger = read_ledger(str(tmp_path), write_ledger(tmp_path, CREATED, entry), contract)
    assert len(ledger.entries) == 1
    assert ledger.issues == (
        LedgerIssue(FILE, 2, "ledger-malformed", expected_message or f"event: is not of the type {events}"),
    )


@pytest.mark.parametrize(
    ("entries", "issue"),
    [
        pytest.param(
            [WRITTEN],
            (1, "ledger-start", "the first entry is 'moved', not 'created' or 'adopted'"),
            id="no beginning",
        ),
        pytest.param(
            [CREATED, CREATED],
            (2, "ledger-start", "'created' is allowed as the first entry only"),
            id="two beginnings",
        ),
        pytest.param(
            [{**CREATED, "status": "in-qa"}],
            (1, "ledger-start", "'in-qa' is not an initial status"),
            id="initial status",
        ),
        pytest.param(
            [CREATED, {**WRITTEN, "from": "in-qa"}],
            (2, "ledger-path", "the move starts from 'in-qa', but the status was 'pending'"),
            id="a leap",
        ),
        pytest.param(
            [CREATED, {**WRITTEN, "by": "elab-story"}],
            (2, "ledger-path", "no transition from 'pending' to 'generated' by elab-story with finished"),
            id="by another",
        ),
        pytest.param(
            [
                {"event": "adopted", "status": "in-qa", "evidence": []},
                {"event": "moved", "from": "in-qa", "to": "blocked", "by": "manual", "cause": "held"},
            ],
            (2, "ledger-path", "a manual move must state a reason"),
            id="a person without a reason",
        ),
        pytest.param(
            [{**CREATED, "storyId": "REVI-017"}],
            (1, "ledger-story-differs", "the entry belongs to REVI-017"),
            id="another's",
        ),
    ],
)
def test_what_is_no_path(
    tmp_path: Path, contract: CompiledContract, entries: list[dict[str, Any]], issue: tuple[int, str, str]
) -> None:
    ledger = read_ledger(str(tmp_path), write_ledger(tmp_path, *entries), contract)
    assert list(transition_issues(ledger, contract, "REVI-016")) == [LedgerIssue(FILE, *issue)]
