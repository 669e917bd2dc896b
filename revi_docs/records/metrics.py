"""The figures of a story, folded from its trace in one pass and from its token log.

An event counts for the phase that it names, else for the one that has begun and not ended, in order of the
lines. A phase that ran several times is told once, with the figures of all its runs. What its agents used is
taken from the token log, and from the trace where the log has no figures of the phase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from revi_docs.records.lines import Line
from revi_docs.records.trace_blocks import Plain

FOLDED = ("phase_start", "phase_complete", "agent_spawn", "agent_complete", "error")
"""The events that are read one by one; of the others only their number counts."""

TOOL = "tool_call"


class PhaseFigures:
    """What a phase comes to, as far as the trace tells. Times are as they are written, "" for none."""

    def __init__(self) -> None:
        self.runs = self.duration_ms = self.spawns = self.tools = self.errors = 0
        self.input = self.output = 0
        self.status = self.started = self.completed = ""


class TraceFigures:
    """What a trace comes to: phase → figures, in order of their first event; "" is outside of all phases.

    `phase` is the one that has begun and not ended, "" for none; `last` and `completed` say how and when one
    ended last. `models`: model → tokens in and out. `unread` lines could not be read, or are another story's.
    """

    def __init__(self, story: str) -> None:
        self.story = story
        self.phases: dict[str, PhaseFigures] = {"": PhaseFigures()}
        self.models: dict[str, tuple[int, int]] = {}
        self.agents: dict[str, str] = {}
        self.phase = self.last = self.started = self.completed = ""
        self.events = self.unread = 0
        self._takes: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "phase_start": self._start,
            "phase_complete": self._complete,
            "agent_spawn": self._spawn,
            "agent_complete": self._ended,
            "error": self._error,
            "tool_call": self._tool,
        }

    def take(self, one: Plain | Line) -> None:
        """Takes lines into account."""
        if isinstance(one, Plain):
            self.events += one.lines
            if not self.started:
                self.started = one.first
            self.phases[self.phase].tools += one.count(TOOL)
        elif one.value.get("storyId") != self.story:
            self.unread += 1
        else:
            self.events += 1
            if not self.started:
                self.started = _text(one.value, "timestamp")
            takes = self._takes.get(_text(one.value, "event"))
            if takes is not None:
                takes(one.value)

    def _of(self, fields: Mapping[str, Any]) -> PhaseFigures:
        name = _text(fields, "phase") or self.phase
        found = self.phases.get(name)
        if found is None:
            found = self.phases[name] = PhaseFigures()
        return found

    def _start(self, fields: Mapping[str, Any]) -> None:
        figures = self._of(fields)
        self.phase = _text(fields, "phase")
        figures.runs += 1
        figures.started = figures.started or _text(fields, "timestamp")

    def _complete(self, fields: Mapping[str, Any]) -> None:
        figures = self._of(fields)
        if self.phase == _text(fields, "phase"):
            self.phase = ""
        figures.duration_ms += _whole(fields, "durationMs")
        figures.status = self.last = _text(fields, "status")
        figures.completed = self.completed = _text(fields, "timestamp")
        figures.started = figures.started or figures.completed

    def _spawn(self, fields: Mapping[str, Any]) -> None:
        self._of(fields).spawns += 1
        self.agents[_text(fields, "agent")] = _text(fields, "model")

    def _ended(self, fields: Mapping[str, Any]) -> None:
        figures = self._of(fields)
        more, made = _whole(fields, "tokensInput"), _whole(fields, "tokensOutput")
        figures.input += more
        figures.output += made
        model = self.agents.get(_text(fields, "agent"), "")
        before = self.models.get(model, (0, 0))
        self.models[model] = (before[0] + more, before[1] + made)

    def _error(self, fields: Mapping[str, Any]) -> None:
        self._of(fields).errors += 1

    def _tool(self, fields: Mapping[str, Any]) -> None:
        self._of(fields).tools += 1


def fold(lines: Iterable[Plain | Line], story: str) -> TraceFigures:
    """The figures of a story's trace, in one pass and in memory that does not grow with it."""
    figures = TraceFigures(story)
    take = figures.take
    for one in lines:
        take(one)
    return figures


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _whole(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if type(value) is int and value > 0 else 0
