"""Compare two traces: profile the agents and phases of each, and report the differences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.records.jsonl import Line

SUCCESS_STATUSES = frozenset(("PASS", "success", "SKIPPED"))
"""End statuses of phases and agents that are not failures."""

ZERO_TOLERANCE_METRICS = frozenset(("errors", "failures"))
"""Metrics of which every increase is a regression, whatever the tolerance."""

# Two runs never have the same timestamps, so those in file names are compared as placeholders.
_FILE_TIMESTAMP = re.compile(r"\d{8}-\d{4}(?!\d)")

ProfileKey = tuple[str, str]
"""A kind, such as `agent`, and a name."""


class TraceProfile(NamedTuple):
    """Metrics by kind and name, and the last end status of each phase and agent.

    In `artifacts_and_moves`, paths have placeholders for the story id and timestamps, so runs are comparable.
    """

    metrics: Mapping[ProfileKey, Mapping[str, int]]
    last_statuses: Mapping[ProfileKey, str]
    artifacts_and_moves: frozenset[ProfileKey]


def build_profile(lines: Iterable[Line], story: str) -> TraceProfile:
    """The profile of a trace; invalid lines are skipped."""
    builder = _ProfileBuilder(story)
    for line in lines:
        if not line.error:
            builder.add_event(line.value)
    return TraceProfile(
        {key: dict(sorted(metrics.items())) for key, metrics in sorted(builder.metrics.items())},
        dict(sorted(builder.last_statuses.items())),
        frozenset(builder.artifacts_and_moves),
    )


class _ProfileBuilder:
    def __init__(self, story: str) -> None:
        self.story = story
        self.metrics: defaultdict[ProfileKey, Counter[str]] = defaultdict(Counter)
        self.last_statuses: dict[ProfileKey, str] = {}
        self.artifacts_and_moves: set[ProfileKey] = set()

    def add_event(self, fields: Mapping[str, Any]) -> None:
        event = fields.get("event")
        if event in ("agent_spawn", "agent_complete"):
            self._add_agent(("agent", str(fields.get("agent"))), fields, is_start=event == "agent_spawn")
        elif event in ("phase_start", "phase_complete"):
            self._add_phase(("phase", str(fields.get("phase"))), fields, is_start=event == "phase_start")
        elif event == "error":
            self.metrics["error", str(fields.get("errorType"))]["errors"] += 1
        elif event == "tool_call":
            self.metrics["tool", str(fields.get("tool"))]["calls"] += 1
        elif event == "artifact" and fields.get("action") != "read":
            path = self._normalized_path(str(fields.get("path")))
            self.artifacts_and_moves.add(("artifact", f"{fields.get('action')} {path}"))
        elif event == "status_moved":
            self.artifacts_and_moves.add(("move", f"{fields.get('from')} -> {fields.get('to')}"))

    def _add_agent(self, key: ProfileKey, fields: Mapping[str, Any], *, is_start: bool) -> None:
        metrics = self.metrics[key]
        if is_start:
            metrics["spawns"] += 1
            return
        metrics["ends"] += 1
        metrics["tokens"] += _int_field(fields, "tokensInput") + _int_field(fields, "tokensOutput")
        metrics["durationMs"] += _int_field(fields, "durationMs")
        status = str(fields.get("status", "success"))
        metrics["failures"] += status != "success"
        self.last_statuses[key] = status

    def _add_phase(self, key: ProfileKey, fields: Mapping[str, Any], *, is_start: bool) -> None:
        metrics = self.metrics[key]
        if is_start:
            metrics["runs"] += 1
            return
        metrics["durationMs"] += _int_field(fields, "durationMs")
        self.last_statuses[key] = str(fields.get("status"))

    def _normalized_path(self, path: str) -> str:
        return _FILE_TIMESTAMP.sub("{timestamp}", path.replace(self.story, "{id}"))


def _int_field(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) else 0


class Tolerance(NamedTuple):
    """Relative increase that is not a regression (0.1 is 10 %). Arbitrary; durations vary more."""

    metrics: float = 0.1
    durations: float = 0.5


class TraceChange(NamedTuple):
    """A difference in one metric of one kind and name; `is_regression` if it got worse."""

    kind: str
    name: str
    metric: str
    baseline: str
    current: str
    is_regression: bool


def compare_profiles(old: TraceProfile, new: TraceProfile, tolerance: Tolerance) -> tuple[TraceChange, ...]:
    """Differences beyond the tolerance, regressions first, then by kind and name."""
    differences = [*_presence_changes(old, new), *_status_changes(old, new), *_metric_changes(old, new, tolerance)]
    return tuple(sorted(differences, key=lambda change: (not change.is_regression, *change)))


def _presence_changes(old: TraceProfile, new: TraceProfile) -> Iterator[TraceChange]:
    for kind, name in old.artifacts_and_moves - new.artifacts_and_moves:
        yield TraceChange(kind, name, "presence", "present", "missing", is_regression=True)
    for kind, name in new.artifacts_and_moves - old.artifacts_and_moves:
        yield TraceChange(kind, name, "presence", "missing", "present", is_regression=False)


def _status_changes(old: TraceProfile, new: TraceProfile) -> Iterator[TraceChange]:
    for (kind, name), old_status in old.last_statuses.items():
        new_status = new.last_statuses.get((kind, name), "never")
        if new_status != old_status:
            is_worse = new_status not in SUCCESS_STATUSES
            yield TraceChange(kind, name, "end", old_status, new_status, is_regression=is_worse)


def _metric_changes(old: TraceProfile, new: TraceProfile, tolerance: Tolerance) -> Iterator[TraceChange]:
    """Differences beyond the tolerance in both directions. A missing agent or phase is a regression."""
    for key in sorted({*old.metrics, *new.metrics}):
        kind, name = key
        old_metrics, new_metrics = old.metrics.get(key, {}), new.metrics.get(key, {})
        if not new_metrics and kind in ("agent", "phase"):
            yield TraceChange(kind, name, "presence", "present", "missing", is_regression=True)
            continue
        # A new kind of error is not new work but a regression, which is compared with zero.
        if not old_metrics and kind != "error":
            yield TraceChange(kind, name, "presence", "missing", "present", is_regression=False)
            continue
        for metric in sorted({*old_metrics, *new_metrics}):
            old_value, new_value = old_metrics.get(metric, 0), new_metrics.get(metric, 0)
            tolerated_share = tolerance.durations if metric == "durationMs" else tolerance.metrics
            tolerated_difference = 0 if metric in ZERO_TOLERANCE_METRICS else old_value * tolerated_share
            if abs(new_value - old_value) > tolerated_difference:
                is_worse = new_value > old_value
                yield TraceChange(kind, name, metric, f"{old_value:,}", f"{new_value:,}", is_regression=is_worse)
