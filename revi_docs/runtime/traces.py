"""Events of a story's trace. Telemetry: what decides stands in the ledger."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from revi_docs.decide.records import check_event
from revi_docs.records.lines import append_lines, as_line
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import written
from revi_docs.runtime.workflow import StoryPaths, Workflow


def emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Adds one event to the trace and returns it; what is None is left out. Nothing where there is no trace.

    Raises RefusalError for what is no event of the contract, OSError where it cannot be written.
    """
    line = event_of(story, event, at_ms, fields)
    if line:
        append_lines(trace_file(story), as_line(line), lasting=False)
    return line


def event_of(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """The event as it is written, and nothing is; empty where there is no trace. Raises RefusalError."""
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
    return line


def trace_file(story: StoryPaths) -> str:
    """Where the trace of a story stands. Raises RefusalError where the contract has none."""
    trace = story.workflow.data["trace"]
    if not trace:
        raise RefusalError("no-trace", "the contract has no trace", "add the section trace to revi.yml")
    return story.file(trace["file"])


class TraceWriter:
    """Collects the events of a program and adds them together, at the latest when as many wait as the
    contract's `buffer` says. Leaving the `with` adds the rest. What waits is lost with the process.

    Each of many writers has its own; their lines stay whole.
    """

    def __init__(self, story: StoryPaths) -> None:
        self.story = story
        self._most = (story.workflow.data["trace"] or {}).get("buffer") or 1
        self._waiting: list[bytes] = []

    def emit(self, event: str, at_ms: int, fields: dict[str, Any]) -> None:
        """As `emit`, later. Raises RefusalError at once for what is no event of the contract."""
        line = event_of(self.story, event, at_ms, fields)
        if line:
            self._waiting.append(as_line(line))
        if len(self._waiting) >= self._most:
            self.flush()

    def flush(self) -> None:
        """Adds what waits. Raises OSError, and then it waits on."""
        if self._waiting:
            append_lines(trace_file(self.story), b"".join(self._waiting), lasting=False)
            self._waiting.clear()

    def __enter__(self) -> TraceWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()


def note(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> None:
    """As `emit`, for what is told in passing: a full disk or a contract without it stops nothing."""
    with suppress(OSError, RefusalError):
        emit(story, event, at_ms, fields)


def typed(workflow: Workflow, event: str, name: str, text: str) -> Any:
    """A field of an event as its type wants it, from a word of a command line; a text where it is none."""
    trace = workflow.contract.trace
    fields = {**trace.fields, **trace.events.get(event, {})} if trace is not None else {}
    kind = fields.get(name, "string").removesuffix("?")
    if kind in ("integer", "number", "boolean", "object", "list") or kind.startswith("list of "):
        with suppress(ValueError):
            return json.loads(text)
    return text
