"""A valid run as events, and changes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract, TokenLimits
from revi_docs.records.jsonl import read_lines
from revi_docs.records.trace_replay import ReplayContext, replay

Event = dict[str, Any]


def event(event: str, **fields: Any) -> Event:
    return {"event": event, **fields}


TAKEN = event("lock_taken", phase="elaboration", owner="s1", fence=1, takenOver=False)
START = event("phase_start", phase="elaboration")
SPAWN = event("agent_spawn", agent="elab-analyst", model="sonnet")
TOOL = event("tool_call", tool="Read", path="a.md", durationMs=3, success=True)
DONE = event("agent_complete", agent="elab-analyst", tokensInput=900, tokensOutput=100, durationMs=10)
CHECKED = event(
    "budget_checked",
    phase="elaboration",
    level="advisory",
    tokens=1_000,
    warning=30_000,
    hard=60_000,
    action="continue",
    complete=True,
)
MOVED = event("status_moved", **{"from": "generated", "to": "in-elaboration", "by": "elab-story"}, cause="started")
PASSED = event("status_moved", **{"from": "in-elaboration", "to": "ready-to-work", "by": "elab-story"})
COMPLETE = event("phase_complete", phase="elaboration", status="PASS", durationMs=100)
RELEASED = event("lock_released", phase="elaboration", owner="s1", fence=1)
VALID = [TAKEN, START, MOVED, SPAWN, TOOL, DONE, CHECKED, PASSED, COMPLETE, RELEASED]
FAIL = {**CHECKED, "level": "hard_gate", "tokens": 60_000, "action": "fail"}


def issue_places(
    tmp_path: Path, contract: CompiledContract, events: Sequence[Event | str], **more: Any
) -> list[tuple[int, str]]:
    """Line and code of each fault."""
    return [(item[0], item[1]) for item in issues(tmp_path, contract, events, **more)]


def issues(
    tmp_path: Path, contract: CompiledContract, events: Sequence[Event | str], **more: Any
) -> list[tuple[int, str, str]]:
    head = {"timestamp": "2026-02-11T14:32:05.120-07:00", "storyId": "REVI-016"}
    file = tmp_path / "TRACE.jsonl"
    lines = [item if isinstance(item, str) else json.dumps({**head, **item}) for item in events]
    file.write_text("\n".join(lines) + ("" if events and isinstance(events[-1], str) else "\n"))
    limits = {"elaboration": TokenLimits(30_000, 60_000)}
    context = ReplayContext(contract, "REVI-016", **{"limits": limits, **more})
    return [(item.line, item.code, item.message) for item in replay(read_lines(str(file)), context)]


def without(*removed: Event) -> list[Event | str]:
    return [item for item in VALID if item not in removed]


def instead(old: Event, new: Event) -> list[Event | str]:
    return [new if item is old else item for item in VALID]
