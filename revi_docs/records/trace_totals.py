"""The figures of a story, folded from its trace in one pass and from its token log.

An event counts for the phase that it names, else for the one that has begun and not ended, in order of the
lines. A phase that ran several times is told once, with the figures of all its runs. What its agents used is
taken from the token log, and from the trace where the log has no figures of the phase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from revi_docs.records.jsonl import Line
from revi_docs.records.trace_reader import PlainEventBatch

FOLDED_EVENTS = ("phase_start", "phase_complete", "agent_spawn", "agent_complete", "error")
"""The events that are read one by one; of the others only their number counts."""

TOOL_EVENT = "tool_call"


class PhaseTotals:
    """What a phase comes to, as far as the trace tells. Times are as they are written, "" for none."""

    def __init__(self) -> None:
        self.runs = self.duration_ms = self.spawns = self.tool_calls = self.errors = 0
        self.input = self.output = 0
        self.status = self.started_at = self.completed_at = ""


class TraceTotals:
    """What a trace comes to: phase → figures, in order of their first event; "" is outside of all phases.

    `phase` is the one that has begun and not ended, "" for none; `last` and `completed` say how and when one
    ended last. `models`: model → tokens in and out. `unread` lines could not be read, or are another story's.
    """

    def __init__(self, story: str) -> None:
        self.story = story
        self.phases: dict[str, PhaseTotals] = {"": PhaseTotals()}
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
        """Takes lines into account."""
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
        name = _text_field(fields, "phase") or self.phase
        totals = self.phases.get(name)
        if totals is None:
            totals = self.phases[name] = PhaseTotals()
        return totals

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
    """The figures of a story's trace, in one pass and in memory that does not grow with it."""
    totals = TraceTotals(story)
    add = totals.add
    for item in lines:
        add(item)
    return totals


def _text_field(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _positive_int(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if type(value) is int and value > 0 else 0
