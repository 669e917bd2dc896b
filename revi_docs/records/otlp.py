"""A trace as OpenTelemetry data: spans and token counts in OTLP JSON, one document for each signal.

Ids are digests, so that a second export has the same ones. Only names, numbers and results are exported: never a
message, which could quote a prompt, and never a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from revi_docs.records.time_formats import parse_time_ms

SEMANTIC_CONVENTIONS = "1.44.0"
"""The version of OpenTelemetry's semantic conventions that the names below are from."""

SCHEMA_URL = f"https://opentelemetry.io/schemas/{SEMANTIC_CONVENTIONS}"

ATTRIBUTES: Mapping[str, str] = {
    "agent": "gen_ai.agent.name",
    "model": "gen_ai.request.model",
    "operation": "gen_ai.operation.name",
    "tokensInput": "gen_ai.usage.input_tokens",
    "tokensOutput": "gen_ai.usage.output_tokens",
    "tokenType": "gen_ai.token.type",
    "errorType": "error.type",
    "project": "service.name",
    "worker": "gen_ai.agent.name",
}
"""Field of our events → attribute of the conventions. Every other exported field is `revi.FIELD`."""

_OWN_FIELDS = frozenset(
    "action attempt by command complete done event failures fence from hard iteration level mode moved phase"
    " recoverable set stage status storyId success takenOver to tokens warning windowMs".split()
)
"""The fields that are exported under a name of our own: names, numbers and results."""

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

_OPERATIONS = {"agent": "invoke_agent", "worker": "invoke_agent"}
"""Kind of a span → the name of its operation in the conventions."""

_FAILED = frozenset({"FAIL", "ERROR", "TIMEOUT", "error", "timeout"})

_INTERNAL, _ERROR_STATUS, _DELTA = 1, 2, 1
"""Values of enumerations of OTLP: SPAN_KIND_INTERNAL, STATUS_CODE_ERROR, AGGREGATION_TEMPORALITY_DELTA."""


class OpenSpan(NamedTuple):
    """A span that has not ended: kind, name, its id and that of its parent, start in milliseconds, fields."""

    kind: str
    name: str
    id: str
    parent_id: str
    start_ms: int
    fields: Mapping[str, Any]


class TraceExport:
    """The spans of one story. Feed it all events in order, then ask for the documents."""

    def __init__(self, project: str, story: str) -> None:
        self.project = project
        self.story = story
        self.spans: list[dict[str, Any]] = []
        self.tokens: dict[tuple[str, str, str], int] = {}
        self._trace_id = _digest(32, project, story)
        self._root_id = _digest(16, project, story, "story")
        self._open: list[OpenSpan] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._first_ms = self._last_ms = 0

    def add(self, event: Mapping[str, Any]) -> None:
        """Add an event of the trace; one without a valid time is not a point in time, and is left out."""
        at_ms, name = parse_time_ms(event.get("timestamp")), event.get("event")
        if at_ms is None:
            return
        self._first_ms = min(self._first_ms or at_ms, at_ms)
        self._last_ms = max(self._last_ms, at_ms)
        if name in _STARTS:
            self._open.append(self._span(_STARTS[name], event, at_ms))
        elif name in _ENDS:
            self._close(_ENDS[name], event, at_ms)
        elif name in _POINTS:
            start_ms = at_ms - _duration_ms(event)
            self._write(self._span(_POINTS[name], event, start_ms), at_ms, event)

    def documents(self) -> Iterator[dict[str, Any]]:
        """The traces, and the metrics if tokens were recorded, as JSON objects of OTLP."""
        # Whatever has no end in the trace lasts as long as the trace.
        for span in self._open:
            self._write(span, self._last_ms, {"revi.unfinished": True})
        self._open.clear()
        root = {
            "traceId": self._trace_id, "spanId": self._root_id, "name": f"story {self.story}", "kind": _INTERNAL,
            "startTimeUnixNano": _nanoseconds(self._first_ms), "endTimeUnixNano": _nanoseconds(self._last_ms),
            "attributes": [_attribute("revi.story", self.story)],
        }  # fmt: skip
        spans = sorted([root, *self.spans], key=lambda span: (int(span["startTimeUnixNano"]), span["spanId"]))
        scope = {"scope": {"name": "revi"}, "schemaUrl": SCHEMA_URL}
        resource = {"resource": {"attributes": [_attribute(ATTRIBUTES["project"], self.project)]}}
        yield {"resourceSpans": [{**resource, "scopeSpans": [{**scope, "spans": spans}], "schemaUrl": SCHEMA_URL}]}
        if self.tokens:
            metrics = [{**scope, "metrics": [self._token_metric()]}]
            yield {"resourceMetrics": [{**resource, "scopeMetrics": metrics, "schemaUrl": SCHEMA_URL}]}

    def _span(self, kind: str, event: Mapping[str, Any], start_ms: int) -> OpenSpan:
        name = str(event.get(_NAME_FIELDS.get(kind, "phase"), ""))
        number = self._counts[kind, name] = self._counts.get((kind, name), 0) + 1
        span_id = _digest(16, self.project, self.story, kind, name, str(number))
        parent = next((item for item in reversed(self._open) if item.kind in _PARENTS.get(kind, ())), None)
        return OpenSpan(kind, name, span_id, parent.id if parent else self._root_id, start_ms, event)

    def _close(self, kind: str, event: Mapping[str, Any], at_ms: int) -> None:
        key = "fence" if kind == "lock" else kind
        candidates = (item for item in reversed(self._open) if item.kind == kind)
        span = next((item for item in candidates if item.fields.get(key) == event.get(key)), None)
        if span is None:  # the start is not in the trace
            span = self._span(kind, event, at_ms - _duration_ms(event))
        else:
            self._open.remove(span)
        self._write(span, at_ms, event)
        if kind == "agent":
            self._count_tokens(span, event)

    def _count_tokens(self, span: OpenSpan, event: Mapping[str, Any]) -> None:
        model = str(span.fields.get("model", ""))
        for field, token_type in (("tokensInput", "input"), ("tokensOutput", "output")):
            if isinstance(event.get(field), int):
                key = (span.name, model, token_type)
                self.tokens[key] = self.tokens.get(key, 0) + event[field]

    def _write(self, span: OpenSpan, end_ms: int, end: Mapping[str, Any]) -> None:
        fields = {**span.fields, **end}
        data = {
            "traceId": self._trace_id, "spanId": span.id, "parentSpanId": span.parent_id,
            "name": f"{_OPERATIONS.get(span.kind, span.kind)} {span.name}", "kind": _INTERNAL,
            "startTimeUnixNano": _nanoseconds(span.start_ms),
            "endTimeUnixNano": _nanoseconds(max(end_ms, span.start_ms)),
            "attributes": list(_attributes(span.kind, fields)),
        }  # fmt: skip
        if span.kind == "error" or str(fields.get("status")) in _FAILED:
            data["status"] = {"code": _ERROR_STATUS}
        self.spans.append(data)

    def _token_metric(self) -> dict[str, Any]:
        points = []
        for (agent, model, token_type), count in sorted(self.tokens.items()):
            values = {"agent": agent, "model": model, "tokenType": token_type}
            points.append({
                "attributes": [_attribute(ATTRIBUTES[field], value) for field, value in values.items() if value],
                "startTimeUnixNano": _nanoseconds(self._first_ms), "timeUnixNano": _nanoseconds(self._last_ms),
                "asInt": str(count),
            })  # fmt: skip
        total = {"dataPoints": points, "aggregationTemporality": _DELTA, "isMonotonic": True}
        description = "The tokens that agents used."
        return {"name": "revi.token.usage", "description": description, "unit": "{token}", "sum": total}


def _attributes(kind: str, fields: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if kind in _OPERATIONS:
        yield _attribute(ATTRIBUTES["operation"], _OPERATIONS[kind])
    for field, value in fields.items():
        if field in ATTRIBUTES and isinstance(value, str | int):
            yield _attribute(ATTRIBUTES[field], value)
        elif field in _OWN_FIELDS and field != "event" and isinstance(value, str | int):
            yield _attribute(f"revi.{_snake_case(field)}", value)
        elif field.startswith("revi."):
            yield _attribute(field, value)


def _attribute(name: str, value: str | int) -> dict[str, Any]:
    # A boolean is an integer in Python, and 64-bit integers are strings in the JSON of Protocol Buffers.
    if isinstance(value, bool):
        return {"key": name, "value": {"boolValue": value}}
    return {"key": name, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": value}}


def _duration_ms(event: Mapping[str, Any]) -> int:
    duration = event.get("durationMs")
    return duration if isinstance(duration, int) and not isinstance(duration, bool) and duration > 0 else 0


def _nanoseconds(milliseconds: int) -> str:
    return str(max(milliseconds, 0) * 1_000_000)


def _snake_case(name: str) -> str:
    return re.sub(r"[A-Z]", lambda match: f"_{match[0].lower()}", name)


def _digest(length: int, *parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:length]


def export_events(project: str, story: str, events: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The documents of one story's events; see `TraceExport`."""
    export = TraceExport(project, story)
    for event in events:
        export.add(event)
    return export.documents()
