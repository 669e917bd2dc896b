"""Aggregate the trace of a story in one pass.

An event counts for the phase it names, otherwise for the open phase. All runs of a phase are added up. Tokens
in the trace are a fallback: metrics use those of the token log where it has any for the phase.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from revi_docs.records.jsonl import Line
from revi_docs.records.trace_reader import PlainEventBatch

FOLDED_EVENTS = ("phase_start", "phase_complete", "agent_spawn", "agent_complete", "error")
"""The events that are parsed; all others are only counted."""

TOOL_EVENT = "tool_call"


class PhaseTotals:
    """Totals of a phase. Times are the text of the trace, "" for none."""

    def __init__(self) -> None:
        self.runs = self.duration_ms = self.spawns = self.tool_calls = self.errors = 0
        self.input = self.output = 0
        self.status = self.started_at = self.completed_at = ""


class TraceTotals:
    """Totals of a trace, by phase in order of their first event; "" collects events outside phases.

    `phase` is the open phase, "" for none; `last_status` and `completed_at` are those of the last completed
    one. `models` maps a model to input and output tokens. `unread_lines` counts invalid lines and events of
    other stories.
    """

    def __init__(self, story: str) -> None:
        self.story = story
        self.phases = defaultdict(PhaseTotals, {"": PhaseTotals()})
        self.models: dict[str, tuple[int, int]] = {}
        self.agents: dict[str, str] = {}
        self.phase = self.last_status = self.started_at = self.completed_at = ""
        self.event_count = self.unread_lines = 0
        self._handlers: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "phase_start": self._on_phase_start,
            "phase_complete": self._on_phase_complete,
            "agent_spawn": self._on_agent_spawn,
            "agent_complete": self._on_agent_complete,
            "error": self._on_error,
            "tool_call": self._on_tool_call,
        }

    def add(self, item: PlainEventBatch | Line) -> None:
        """Add a batch or a line to the totals."""
        if isinstance(item, PlainEventBatch):
            self.event_count += item.line_count
            if not self.started_at:
                self.started_at = item.first_timestamp
            self.phases[self.phase].tool_calls += item.count_event(TOOL_EVENT)
        elif item.value.get("storyId") != self.story:
            self.unread_lines += 1
        else:
            self.event_count += 1
            if not self.started_at:
                self.started_at = _text_field(item.value, "timestamp")
            handler = self._handlers.get(_text_field(item.value, "event"))
            if handler is not None:
                handler(item.value)

    def _totals_of(self, fields: Mapping[str, Any]) -> PhaseTotals:
        return self.phases[_text_field(fields, "phase") or self.phase]

    def _on_phase_start(self, fields: Mapping[str, Any]) -> None:
        totals = self._totals_of(fields)
        self.phase = _text_field(fields, "phase")
        totals.runs += 1
        totals.started_at = totals.started_at or _text_field(fields, "timestamp")

    def _on_phase_complete(self, fields: Mapping[str, Any]) -> None:
        totals = self._totals_of(fields)
        if self.phase == _text_field(fields, "phase"):
            self.phase = ""
        totals.duration_ms += _positive_int(fields, "durationMs")
        totals.status = self.last_status = _text_field(fields, "status")
        totals.completed_at = self.completed_at = _text_field(fields, "timestamp")
        totals.started_at = totals.started_at or totals.completed_at

    def _on_agent_spawn(self, fields: Mapping[str, Any]) -> None:
        self._totals_of(fields).spawns += 1
        self.agents[_text_field(fields, "agent")] = _text_field(fields, "model")

    def _on_agent_complete(self, fields: Mapping[str, Any]) -> None:
        totals = self._totals_of(fields)
        tokens_in, tokens_out = _positive_int(fields, "tokensInput"), _positive_int(fields, "tokensOutput")
        totals.input += tokens_in
        totals.output += tokens_out
        model = self.agents.get(_text_field(fields, "agent"), "")
        model_totals = self.models.get(model, (0, 0))
        self.models[model] = (model_totals[0] + tokens_in, model_totals[1] + tokens_out)

    def _on_error(self, fields: Mapping[str, Any]) -> None:
        self._totals_of(fields).errors += 1

    def _on_tool_call(self, fields: Mapping[str, Any]) -> None:
        self._totals_of(fields).tool_calls += 1


def fold_trace(lines: Iterable[PlainEventBatch | Line], story: str) -> TraceTotals:
    """The totals of a trace, in one pass and constant memory."""
    totals = TraceTotals(story)
    for item in lines:
        totals.add(item)
    return totals


def _text_field(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _positive_int(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    # `type(...) is int` excludes booleans, which are integers in Python.
    return value if type(value) is int and value > 0 else 0
