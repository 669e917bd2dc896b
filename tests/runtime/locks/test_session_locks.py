"""The locks of a session that ended are released."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.runtime_repository import call, hold, revi, ticket


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy


def test_the_locks_of_a_session_are_given_back(root: Path) -> None:
    ticket(root, "TKT-8")
    ticket(root, "TKT-9")
    hold(root)
    other = hold(root, "TKT-8", session="session-2")
    hold(root, "TKT-9")
    process = revi(root, "hook", "SessionEnd", arguments=call(root, "SessionEnd", reason="prompt_input_exit"))
    assert (process.returncode, process.stderr) == (0, "")
    assert sorted(json.loads(process.stdout)["systemMessage"].splitlines()) == [
        f"revi hook SessionEnd: {item} was released; its phase make ended without a result"
        for item in ("TKT-7", "TKT-9")
    ]
    assert sorted(path.parts[-3] for path in root.glob("tickets/*/_implementation/.phase-lock")) == ["TKT-8"]
    assert other.exists()
    events = [
        json.loads(item) for item in (root / "tickets/TKT-7/_implementation/TRACE.jsonl").read_text().splitlines()
    ]
    assert [(item["event"], item["phase"]) for item in events] == [
        ("phase_complete", "make"),
        ("lock_released", "make"),
    ]
    assert events[0]["status"] == "ERROR"
