"""Events of a story's trace. Telemetry: what decides stands in the ledger."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from revi_docs.decide.records import check_event
from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import append_lines, encode_line
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.repository import Repository, StoryPaths


def emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Adds one event to the trace and returns it; what is None is left out. Nothing where there is no trace.

    Raises RefusalError for what is no event of the contract, OSError where it cannot be written.
    """
    line = build_event(story, event, at_ms, fields)
    if line:
        append_lines(trace_file(story), encode_line(line), fsync=False)
    return line


def build_event(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """The event as it is written, and nothing is; empty where there is no trace. Raises RefusalError."""
    repository = story.repository
    if repository.contract.trace is None:
        return {}
    present_fields = {name: value for name, value in fields.items() if value is not None}
    line = {
        "timestamp": format_time(at_ms, repository.zone),
        "storyId": story.id,
        "event": event,
        **present_fields,
    }
    problems = check_event(repository.contract, line)
    if problems:
        raise CommandError(
            "unknown-event",
            "; ".join(problems),
            "see the events and their fields in trace.events of revi.yml",
        )
    return line


def trace_file(story: StoryPaths) -> str:
    """Where the trace of a story stands. Raises RefusalError where the contract has none."""
    trace = story.repository.data["trace"]
    if not trace:
        raise CommandError("no-trace", "the contract has no trace", "add the section trace to revi.yml")
    return story.file(trace["file"])


class TraceWriter:
    """Collects the events of a program and adds them together, at the latest when as many wait as the
    contract's `buffer` says. Leaving the `with` adds the rest. What waits is lost with the process.

    Each of many writers has its own; their lines stay whole.
    """

    def __init__(self, story: StoryPaths) -> None:
        self.story = story
        self._buffer_size = (story.repository.data["trace"] or {}).get("buffer") or 1
        self._pending: list[bytes] = []

    def emit(self, event: str, at_ms: int, fields: dict[str, Any]) -> None:
        """As `emit`, later. Raises RefusalError at once for what is no event of the contract."""
        line = build_event(self.story, event, at_ms, fields)
        if line:
            self._pending.append(encode_line(line))
        if len(self._pending) >= self._buffer_size:
            self.flush()

    def flush(self) -> None:
        """Adds what waits. Raises OSError, and then it waits on."""
        if self._pending:
            append_lines(trace_file(self.story), b"".join(self._pending), fsync=False)
            self._pending.clear()

    def __enter__(self) -> TraceWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()


def try_emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> None:
    """As `emit`, for what is told in passing: a full disk or a contract without it stops nothing."""
    with suppress(OSError, CommandError):
        emit(story, event, at_ms, fields)


def parse_field(repository: Repository, event: str, name: str, text: str) -> Any:
    """A field of an event as its type wants it, from a word of a command line; a text where it is none."""
    trace = repository.contract.trace
    fields = {**trace.fields, **trace.events.get(event, {})} if trace is not None else {}
    type_name = fields.get(name, "string").removesuffix("?")
    if type_name in ("integer", "number", "boolean", "object", "list") or type_name.startswith("list of "):
        with suppress(ValueError):
            return json.loads(text)
    return text
