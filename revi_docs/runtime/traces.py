"""Events of a story's trace. Telemetry: what decides stands in the ledger."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from revi_docs.decide.records import check_event
from revi_docs.records.lines import append_lines, as_line
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import written
from revi_docs.runtime.workflow import StoryPaths


def emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Adds one event to the trace and returns it; what is None is left out. Nothing where there is no trace.

    Raises RefusalError for what is no event of the contract, OSError where it cannot be written.
    """
    workflow = story.workflow
    if workflow.contract.trace is None:
        return {}
    said = {name: value for name, value in fields.items() if value is not None}
    line = {"timestamp": written(at_ms, workflow.zone), "storyId": story.id, "event": event, **said}
    wrong = check_event(workflow.contract, line)
    if wrong:
        raise RefusalError(
            "unknown-event", "; ".join(wrong), "see the events and their fields in trace.events of revi.yml"
        )
    append_lines(story.file(workflow.data["trace"]["file"]), as_line(line), lasting=False)
    return line


def note(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> None:
    """As `emit`, for what is told in passing: a full disk or a contract without it stops nothing."""
    with suppress(OSError, RefusalError):
        emit(story, event, at_ms, fields)
