"""A trace as OpenTelemetry data: spans and token counts in OTLP JSON, one document for each signal.

A second export has the same ids. Only names, numbers and results are exported: never a
message, which could quote a prompt, and never a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revi_docs.records.run_spans import RunSpan, RunSpans, digest

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

_OPERATIONS = {"agent": "invoke_agent", "worker": "invoke_agent"}
"""Kind of a span → the name of its operation in the conventions."""

_INTERNAL, _ERROR_STATUS, _DELTA = 1, 2, 1
"""Values of enumerations of OTLP: SPAN_KIND_INTERNAL, STATUS_CODE_ERROR, AGGREGATION_TEMPORALITY_DELTA."""


class TraceExport:
    """The spans of one story. Feed it all events in order, then ask for the documents."""

    def __init__(self, project: str, story: str) -> None:
        self.project = project
        self.story = story
        self._run = RunSpans(project, story)
        self._trace_id = digest(32, project, story)

    def add(self, event: Mapping[str, Any]) -> None:
        """Add an event of the trace; one without a valid time is not a point in time, and is left out."""
        self._run.add(event)

    def documents(self) -> Iterator[dict[str, Any]]:
        """The traces, and the metrics if tokens were recorded, as JSON objects of OTLP."""
        self._run.finish()
        root = {
            "traceId": self._trace_id, "spanId": self._run.root_id, "name": f"story {self.story}", "kind": _INTERNAL,
            "startTimeUnixNano": _nanoseconds(self._run.first_ms), "endTimeUnixNano": _nanoseconds(self._run.last_ms),
            "attributes": [_attribute("revi.story", self.story)],
        }  # fmt: skip
        spans = sorted(
            [root, *map(self._as_data, self._run.spans)],
            key=lambda span: (int(span["startTimeUnixNano"]), span["spanId"]),
        )
        scope = {"scope": {"name": "revi"}, "schemaUrl": SCHEMA_URL}
        resource = {"resource": {"attributes": [_attribute(ATTRIBUTES["project"], self.project)]}}
        yield {"resourceSpans": [{**resource, "scopeSpans": [{**scope, "spans": spans}], "schemaUrl": SCHEMA_URL}]}
        tokens = self._tokens()
        if tokens:
            metrics = [{**scope, "metrics": [self._token_metric(tokens)]}]
            yield {"resourceMetrics": [{**resource, "scopeMetrics": metrics, "schemaUrl": SCHEMA_URL}]}

    def _tokens(self) -> dict[tuple[str, str, str], int]:
        """Agent, model and type → tokens."""
        totals: dict[tuple[str, str, str], int] = {}
        for span in self._run.spans:
            if span.kind != "agent":
                continue
            for field, token_type in (("tokensInput", "input"), ("tokensOutput", "output")):
                if isinstance(span.fields.get(field), int):
                    key = (span.name, str(span.fields.get("model", "")), token_type)
                    totals[key] = totals.get(key, 0) + span.fields[field]
        return totals

    def _as_data(self, span: RunSpan) -> dict[str, Any]:
        data = {
            "traceId": self._trace_id, "spanId": span.id, "parentSpanId": span.parent_id,
            "name": f"{_OPERATIONS.get(span.kind, span.kind)} {span.name}", "kind": _INTERNAL,
            "startTimeUnixNano": _nanoseconds(span.start_ms), "endTimeUnixNano": _nanoseconds(span.end_ms),
            "attributes": list(_attributes(span.kind, span.fields)),
        }  # fmt: skip
        if span.has_failed:
            data["status"] = {"code": _ERROR_STATUS}
        return data

    def _token_metric(self, tokens: Mapping[tuple[str, str, str], int]) -> dict[str, Any]:
        points = []
        for (agent, model, token_type), count in sorted(tokens.items()):
            values = {"agent": agent, "model": model, "tokenType": token_type}
            points.append({
                "attributes": [_attribute(ATTRIBUTES[field], value) for field, value in values.items() if value],
                "startTimeUnixNano": _nanoseconds(self._run.first_ms), "timeUnixNano": _nanoseconds(self._run.last_ms),
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


def _nanoseconds(milliseconds: int) -> str:
    return str(max(milliseconds, 0) * 1_000_000)


def _snake_case(name: str) -> str:
    return re.sub(r"[A-Z]", lambda match: f"_{match[0].lower()}", name)


def export_events(project: str, story: str, events: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The documents of one story's events; see `TraceExport`."""
    export = TraceExport(project, story)
    for event in events:
        export.add(event)
    return export.documents()
