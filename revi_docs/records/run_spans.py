"""The spans of a trace: phases, agents, workers, locks and errors, each with its start, its end and what contains it.

Ids are digests, so that reading a trace again gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from revi_docs.records.time_formats import parse_time_ms

UNFINISHED = "revi.unfinished"
"""The field of a span whose end is not in the trace."""

_STARTS = {"phase_start": "phase", "agent_spawn": "agent", "lock_taken": "lock"}
_ENDS = {"phase_complete": "phase", "agent_complete": "agent", "lock_released": "lock", "lock_broken": "lock"}
_POINTS = {"worker_finished": "worker", "error": "error"}
"""Event → kind of the span that it starts, ends, or is. Tool calls are too many, and their paths are private."""

_NAME_FIELDS = {"agent": "agent", "worker": "worker", "error": "errorType"}
"""Kind of a span → the field with its name; `phase` for the others."""

_PARENTS: Mapping[str, tuple[str, ...]] = {
    "phase": ("lock",),
    "agent": ("agent", "phase", "lock"),
    "worker": ("agent", "phase"),
    "error": ("agent", "phase"),
}
"""Kind of a span → kinds of open spans that can contain it; the newest open one is the parent."""

_FAILED = frozenset({"FAIL", "ERROR", "TIMEOUT", "error", "timeout"})


class RunSpan(NamedTuple):
    """A span: kind, name, its id and that of its parent, start and end in milliseconds, fields of its events."""

    kind: str
    name: str
    id: str
    parent_id: str
    start_ms: int
    end_ms: int
    fields: Mapping[str, Any]

    @property
    def result(self) -> str:
        """The status with which it ended; "" if there is none, `unfinished` without an end."""
        return "unfinished" if self.fields.get(UNFINISHED) else str(self.fields.get("status") or "")

    @property
    def has_failed(self) -> bool:
        """Whether it is an error, or ended with a failure or a timeout."""
        return self.kind == "error" or str(self.fields.get("status")) in _FAILED

    @property
    def tokens(self) -> int | None:
        """The tokens of an agent, input and output; None if they are not in the trace."""
        counts = [self.fields.get(name) for name in ("tokensInput", "tokensOutput")]
        numbers = [count for count in counts if isinstance(count, int)]
        return sum(numbers) if numbers and self.kind == "agent" else None


class RunSpans:
    """The spans of one story. Feed it all events in order, then call `finish`."""

    def __init__(self, project: str, story: str) -> None:
        self.project = project
        self.story = story
        self.root_id = digest(16, project, story, "story")
        self.spans: list[RunSpan] = []
        self.first_ms = self.last_ms = 0
        self._open: list[RunSpan] = []
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, event: Mapping[str, Any]) -> None:
        """Add an event of the trace; one without a valid time is not a point in time, and is left out."""
        at_ms, name = parse_time_ms(event.get("timestamp")), event.get("event")
        if at_ms is None:
            return
        # Not the first and the last event, because the clocks of two machines differ.
        self.first_ms = min(self.first_ms or at_ms, at_ms)
        self.last_ms = max(self.last_ms, at_ms)
        if not isinstance(name, str):
            return
        if name in _STARTS:
            self._open.append(self._span(_STARTS[name], event, at_ms))
        elif name in _ENDS:
            self._close(_ENDS[name], event, at_ms)
        elif name in _POINTS:
            self._end(self._span(_POINTS[name], event, at_ms - _duration_ms(event)), at_ms, event)

    def finish(self) -> None:
        """End what has no end in the trace: it lasts as long as the trace."""
        for span in self._open:
            self._end(span, self.last_ms, {UNFINISHED: True})
        self._open.clear()

    def _span(self, kind: str, event: Mapping[str, Any], start_ms: int) -> RunSpan:
        name = str(event.get(_NAME_FIELDS.get(kind, "phase"), ""))
        number = self._counts[kind, name] = self._counts.get((kind, name), 0) + 1
        span_id = digest(16, self.project, self.story, kind, name, str(number))
        # The innermost open span that can contain this one.
        parent = next((item for item in reversed(self._open) if item.kind in _PARENTS.get(kind, ())), None)
        return RunSpan(kind, name, span_id, parent.id if parent else self.root_id, start_ms, start_ms, event)

    def _close(self, kind: str, event: Mapping[str, Any], at_ms: int) -> None:
        # A lock has no name; its fencing token tells locks apart.
        key = "fence" if kind == "lock" else kind
        candidates = (item for item in reversed(self._open) if item.kind == kind)
        span = next((item for item in candidates if item.fields.get(key) == event.get(key)), None)
        if span is None:  # the start is not in the trace
            span = self._span(kind, event, at_ms - _duration_ms(event))
        else:
            self._open.remove(span)
        self._end(span, at_ms, event)

    def _end(self, span: RunSpan, end_ms: int, end: Mapping[str, Any]) -> None:
        self.spans.append(span._replace(end_ms=max(end_ms, span.start_ms), fields={**span.fields, **end}))


def run_spans(story: str, events: Iterable[Mapping[str, Any]]) -> list[RunSpan]:
    """The spans of one story in the order of a tree: each is followed by what it contains, the earliest first."""
    builder = RunSpans("", story)
    for event in events:
        builder.add(event)
    builder.finish()
    children: dict[str, list[RunSpan]] = {}
    # The latest first, because children are taken from the end of the list.
    for span in sorted(builder.spans, key=lambda span: span.start_ms)[::-1]:
        children.setdefault(span.parent_id, []).append(span)
    ordered: list[RunSpan] = []
    waiting = children.get(builder.root_id, [])
    while waiting:
        span = waiting.pop()
        ordered.append(span)
        waiting.extend(children.get(span.id, ()))
    return ordered


def digest(length: int, *parts: str) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of texts."""
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:length]


def _duration_ms(event: Mapping[str, Any]) -> int:
    duration = event.get("durationMs")
    return duration if isinstance(duration, int) and not isinstance(duration, bool) and duration > 0 else 0
