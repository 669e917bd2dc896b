"""A trace as OpenTelemetry data, held against the published definitions and names."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest
from google.protobuf import json_format  # type: ignore[import-untyped]  # protobuf has no types
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.metrics.v1.metrics_pb2 import MetricsData
from opentelemetry.proto.trace.v1.trace_pb2 import TracesData
from opentelemetry.semconv import schemas
from opentelemetry.semconv._incubating.attributes import error_attributes, gen_ai_attributes, service_attributes

from revi_docs.records.otlp import ATTRIBUTES, SCHEMA_URL, export_events

START = "2026-11-28T10:00:00.000Z"


def event(name: str, second: int, **fields: Any) -> dict[str, Any]:
    return {"timestamp": f"2026-11-28T10:00:{second:02}.000Z", "storyId": "S-1", "event": name, **fields}


EVENTS = [
    event("lock_taken", 0, phase="review", owner="session", fence=3, takenOver=False),
    event("phase_start", 0, phase="review"),
    event("agent_spawn", 1, agent="leader", model="opus", phase="review"),
    event("tool_call", 2, tool="Read", path="secret/path", success=True),
    event("agent_spawn", 2, agent="reader", model="haiku"),
    event("error", 3, errorType="AGENT_TIMEOUT", message="the secret prompt", phase="review", recoverable=True),
    event("agent_complete", 4, agent="reader", tokensInput=10, tokensOutput=2, durationMs=2000, status="timeout"),
    event("worker_finished", 5, set="readers", worker="reader", status="TIMEOUT", durationMs=3000),
    event("agent_complete", 6, agent="leader", tokensInput=100, tokensOutput=20, durationMs=5000, status="success"),
    event("phase_complete", 7, phase="review", status="PASS", durationMs=7000),
    event("lock_released", 7, phase="review", owner="session", fence=3),
]


def as_proto(document: Mapping[str, Any], message: Any) -> Any:
    """The document as the published definitions read it, whose ids are in base 64 instead of hexadecimal."""

    def convert(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: convert(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [convert(item) for item in value]
        return base64.b64encode(bytes.fromhex(value)).decode() if key.endswith(("traceId", "panId")) else value

    return json_format.Parse(json.dumps(convert(document)), message)


def spans_of(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    traces = next(iter(export_events("project", "S-1", events)))
    spans: list[dict[str, Any]] = traces["resourceSpans"][0]["scopeSpans"][0]["spans"]
    return spans


def test_the_documents_are_what_a_collector_reads() -> None:
    traces, metrics = export_events("project", "S-1", EVENTS)
    spans = as_proto(traces, TracesData()).resource_spans[0].scope_spans[0].spans
    by_id = {span.span_id: span for span in spans}
    names = {span.name: by_id[span.parent_span_id].name if span.parent_span_id else "" for span in spans}
    assert names == {
        "story S-1": "",
        "lock review": "story S-1",
        "phase review": "lock review",
        "invoke_agent leader": "phase review",
        "error AGENT_TIMEOUT": "invoke_agent reader",
        "invoke_agent reader": "invoke_agent leader",
    }
    assert len(spans) == 7
    assert all(len(span.trace_id) == 16 and len(span.span_id) == 8 for span in spans)
    assert [span.name for span in spans if span.status.code == 2] == [
        "invoke_agent reader", "invoke_agent reader", "error AGENT_TIMEOUT",
    ]  # fmt: skip
    (metric,) = as_proto(metrics, MetricsData()).resource_metrics[0].scope_metrics[0].metrics
    assert [point.as_int for point in metric.sum.data_points] == [100, 20, 10, 2]


def test_times_are_those_of_the_trace() -> None:
    seconds = {
        span["name"]: (int(span["endTimeUnixNano"]) - int(span["startTimeUnixNano"])) / 1e9 for span in spans_of(EVENTS)
    }
    assert seconds["story S-1"] == 7
    assert seconds["phase review"] == 7
    assert seconds["invoke_agent leader"] == 5


def test_no_text_and_no_path_leaves_the_machine() -> None:
    text = json.dumps(list(export_events("project", "S-1", EVENTS)))
    assert "secret" not in text
    assert "session" not in text


def test_ids_are_the_same_each_time() -> None:
    assert list(export_events("project", "S-1", EVENTS)) == list(export_events("project", "S-1", EVENTS))
    ids = [span["spanId"] for span in spans_of(EVENTS)]
    assert len(set(ids)) == len(ids)


def test_what_has_no_end_or_no_start() -> None:
    spans = {span["name"]: span for span in spans_of([EVENTS[1], EVENTS[2], EVENTS[8], EVENTS[10]])}
    unfinished = {"key": "revi.unfinished", "value": {"boolValue": True}}
    assert unfinished in spans["phase review"]["attributes"]
    assert unfinished not in spans["invoke_agent leader"]["attributes"]
    assert spans["lock review"]["startTimeUnixNano"] == spans["lock review"]["endTimeUnixNano"]


def test_the_names_are_those_of_the_conventions() -> None:
    published = {
        value
        for module in (gen_ai_attributes, error_attributes, service_attributes)
        for value in vars(module).values()
        if isinstance(value, str)
    }
    assert [name for name in ATTRIBUTES.values() if name not in published] == []
    assert SCHEMA_URL in {item.value for item in schemas.Schemas}


@given(
    st.lists(
        st.fixed_dictionaries(
            {"timestamp": st.sampled_from([START, "2026-11-28T09:00:00.000Z", "", 5]), "event": st.sampled_from(
                ["phase_start", "phase_complete", "agent_spawn", "agent_complete", "lock_taken", "lock_broken", "error"]
            )},
            optional={
                "phase": st.text(), "agent": st.text() | st.integers(), "fence": st.integers(), "model": st.text(),
                "tokensInput": st.integers() | st.text(), "durationMs": st.integers(-5, 10**9) | st.none(),
                "status": st.text() | st.lists(st.text()),
            },
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_trace_can_be_exported(events: list[dict[str, Any]]) -> None:
    for document in export_events("project", "S-1", events):
        json.dumps(document)


@pytest.mark.parametrize("events", [[], [{"event": "phase_start"}]], ids=["none", "without a time"])
def test_an_empty_trace(events: list[dict[str, Any]]) -> None:
    (root,) = spans_of(events)
    assert root["name"] == "story S-1"
