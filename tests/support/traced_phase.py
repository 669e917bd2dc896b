"""A phase that runs from lock to release, and edits of its trace and ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire, release
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from revi_docs.runtime.traces.trace_events import emit

TRACE = "plans/stories/REVI-016/_implementation/TRACE.jsonl"


def run_phase(story: StoryPaths) -> None:
    """A phase from lock to release, with an agent and a move."""
    me = current_identity("s1")
    acquire(story, LockRequest(me, "pm_story", "pm-generate-story"))
    now = now_ms()
    emit(story, "agent_spawn", now, {"agent": "pm-story-generation-leader", "model": "sonnet"})
    emit(story, "tool_call", now, {"tool": "Write"})
    process = {"tokensInput": 900, "tokensOutput": 100, "durationMs": 40, "status": "success"}
    emit(story, "agent_complete", now, {"agent": "pm-story-generation-leader", **process})
    emit(story, "artifact", now, {"action": "created", "path": f"{story.id}.md"})
    move(story, MoveRequest("generated", "pm-generate-story", "finished", owner="s1"))
    release(story, "s1", "PASS")


def added(path: str, text: str) -> Callable[[Path], None]:
    def add(root: Path) -> None:
        with (root / path).open("a") as stream:
            stream.write(text)

    return add


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        text = (root / path).read_text()
        assert text.count(old) == 1
        (root / path).write_text(text.replace(old, new))

    return put


HEAD = '{"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-016", "event": '


def places_and_codes(document: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """File, line and code of each problem in a document of findings."""
    problems = ((problem["places"][0], problem["code"]) for problem in document["problems"])
    return [(place["file"], place["line"], code) for place, code in problems]


def remaining(repository: Path) -> Path:
    baseline = repository / "baseline.jsonl"
    baseline.write_text((repository / TRACE).read_text())
    return baseline
