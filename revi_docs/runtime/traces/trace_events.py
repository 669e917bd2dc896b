"""Write events to the trace of a story. The trace is telemetry: decisions depend on the ledger only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from revi_docs.decide.records import check_event
from revi_docs.files.append_file import append_file
from revi_docs.problems.call_warnings import add_warning
from revi_docs.problems.suggestions import suggestion_hint
from revi_docs.records.command_errors import CommandError, file_error
from revi_docs.records.jsonl import encode_line
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.repository import Repository, StoryPaths


def emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Append an event to the trace and return it, without fields that are None.

    Does nothing if the contract has no trace. Raises CommandError if the contract does not define the event,
    OSError if the trace cannot be written.
    """
    line = build_event(story, event, at_ms, fields)
    if line:
        append_file(story.repository.root, trace_file(story), encode_line(line), fsync=False)
    return line


def emit_all(story: StoryPaths, event: str, at_ms: int, all_fields: Iterable[dict[str, Any]]) -> None:
    """Append several events of one kind in one write: all of them or none. Raises as `emit` does."""
    lines = [build_event(story, event, at_ms, fields) for fields in all_fields]
    content = b"".join(encode_line(line) for line in lines if line)
    if content:
        append_file(story.repository.root, trace_file(story), content, fsync=False)


def build_event(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> dict[str, Any]:
    """The event as `emit` would write it; empty without a trace. Raises CommandError as `emit` does."""
    repository = story.repository
    if repository.contract.trace is None:
        return {}
    line = {"timestamp": format_time(at_ms, repository.zone), "storyId": story.id, "event": event}
    line |= {name: value for name, value in fields.items() if value is not None}
    events = repository.contract.trace.events
    if event not in events:
        message = f"'{event}' is not an event of the contract{suggestion_hint(event, events)}"
        raise CommandError("unknown-event", message, f"use one of: {', '.join(events)}")
    problems = check_event(repository.contract, line)
    if problems:
        fix = "use an event and its fields as trace.events of revi.yml defines them"
        raise CommandError("unknown-event", "; ".join(problems), fix)
    return line


def trace_file(story: StoryPaths) -> str:
    """The path of the trace. Raises CommandError if the contract has no trace."""
    trace = story.repository.section("trace")
    if not trace:
        raise CommandError("no-trace", "the contract has no trace", "add the section 'trace' to revi.yml")
    return story.file(trace["file"])


class TraceWriter:
    """Buffers the events of one program and appends them together.

    It appends when the buffer reaches the size in `trace.buffer`, and on leaving the `with` block; buffered
    events are lost if the process is killed. Several writers may append to one trace at the same time.
    """

    def __init__(self, story: StoryPaths) -> None:
        self.story = story
        self._buffer_size = story.repository.section("trace").get("buffer") or 1
        self._pending: list[bytes] = []

    def emit(self, event: str, at_ms: int, fields: dict[str, Any]) -> None:
        """Buffer an event. Raises CommandError at once if the contract does not define it."""
        line = build_event(self.story, event, at_ms, fields)
        if line:
            self._pending.append(encode_line(line))
        if len(self._pending) >= self._buffer_size:
            self.flush()

    def flush(self) -> None:
        """Append the buffered events. Raises OSError, and then keeps them."""
        if self._pending:
            append_file(self.story.repository.root, trace_file(self.story), b"".join(self._pending), fsync=False)
            self._pending.clear()

    def __enter__(self) -> TraceWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()


def try_emit(story: StoryPaths, event: str, at_ms: int, fields: dict[str, Any]) -> None:
    """Append an event, if possible, after the act that it tells of: that act is done, with or without the event."""
    try_emit_all(story, event, at_ms, (fields,))


def try_emit_all(story: StoryPaths, event: str, at_ms: int, all_fields: Iterable[dict[str, Any]]) -> None:
    """The same for several events of one kind.

    A trace that cannot be written is a warning. An event that the contract does not define is left out: a contract
    names the events that it records.
    """
    try:
        emit_all(story, event, at_ms, all_fields)
    except OSError as error:
        problem = file_error(trace_file(story), error)
        add_warning(f"the event '{event}' is not in the trace: {problem.message}")
    except CommandError:
        return


def parse_field(repository: Repository, event: str, name: str, text: str) -> Any:
    """Convert a command-line argument to the type of an event's field; a string if that fails."""
    trace = repository.contract.trace
    fields = {**trace.fields, **trace.events.get(event, {})} if trace is not None else {}
    type_name = fields.get(name, "string").removesuffix("?")
    if type_name in ("integer", "number", "boolean", "object", "list") or type_name.startswith("list of "):
        # Not JSON: the text itself is the value, and the check of the event reports a wrong type.
        with suppress(ValueError):
            return json.loads(text)
    return text
