"""Figures of a trace: the fast pass counts what a plain one counts, whatever the lines look like."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records.jsonl import read_lines
from revi_docs.records.trace_reader import read_trace
from revi_docs.records.trace_totals import TraceTotals, fold_trace
from tests.support.totaled_traces import PLAIN, STORY, line


def as_data(totals: TraceTotals) -> Any:
    phases = {name: vars(item) for name, item in totals.phases.items()}
    attributes = (*("models", "phase", "last_status", "started_at", "completed_at"), *("event_count", "unread_lines"))
    return phases, {name: getattr(totals, name) for name in attributes}


def both(text: bytes) -> tuple[Any, Any]:
    """The figures by the fast pass, and by reading line after line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "TRACE.jsonl"
        file.write_bytes(text)
        fast = fold_trace(read_trace(str(file), PLAIN), STORY)
        return as_data(fast), as_data(fold_trace(read_lines(str(file)), STORY))


LINES = [
    line("phase_start", phase="elaboration"),
    line("phase_complete", phase="elaboration", status="PASS", durationMs=7),
    line("phase_complete", phase="code_review", status="FAIL", durationMs=0),
    line("agent_spawn", agent="a", model="sonnet"),
    line("agent_complete", agent="a", tokensInput=5, tokensOutput=6, durationMs=1),
    line("error", errorType="X", message="m", phase="code_review"),
    line("tool_call", tool="Read"),
    line("tool_call", tool="Read", path="src/a.py", durationMs=0, success=False),
    line("tool_call", tool='say "event": "tool_call"'),
    line("tool_call", tool="phase"),
    line("tool_call", tool="é", phase="code_review"),
    line("tool_call", tool="Read", phase="code_review"),
    line("tool_call", tool="x", event2="tool_call"),
    line("checkpoint", stage="s", data={"event": "tool_call"}),
    line("artifact", action="read", path="tool_call"),
    line("tool_call", tool="Read").replace(": ", ":").replace(", ", ","),
    line("tool_call", tool="Read").replace(STORY, "REVI-017"),
    line("tool_call", tool="Read")[:-1],
    line("tool_call", tool="Read")[:-1] + ", }",
    line("tool_call", durationMs=1)[:-2] + "01}",
    line("tool_call", tool="Read").replace("{", '{"event": "artifact", ', 1),
    line("vanished"),
    '{"event": "tool_call"}',
    "[]",
    "",
    "{",
]


def test_each_kind_of_line_alone() -> None:
    for item in LINES:
        fast, slow = both(f"{item}\n".encode())
        assert fast == slow, item


@given(st.lists(st.sampled_from(LINES), max_size=40), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_fast_and_plain_agree(lines: list[str], ended: bool, ending: str) -> None:
    fast, slow = both((ending.join(lines) + (ending if ended else "")).encode())
    assert fast == slow


@pytest.mark.parametrize("event", ["tool_call", "artifact"])
def test_the_first_event_sets_the_start_time(tmp_path: Path, event: str) -> None:
    fast, slow = both(f"{line(event)}\n".encode())
    assert fast[1]["started_at"] == slow[1]["started_at"] == "2026-02-11T14:32:05.120-07:00"
