"""What changed between two runs of agents, and what of it is worse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.records.trace_profile import TraceProfile

SUCCESS_STATUSES = frozenset(("PASS", "success", "SKIPPED"))
"""Ends of phases and agents that are no failure."""

ZERO_TOLERANCE_METRICS = frozenset(("errors", "failures"))
"""Figures of which each one more is worse, whatever is tolerated."""


class Tolerance(NamedTuple):
    """By which share figures may grow before they are worse: 0.1 is a tenth. Times vary more than others."""

    metrics: float = 0.1
    durations: float = 0.5


class TraceChange(NamedTuple):
    """A difference: of which kind and name, in what, before and now; `worse` where it is a regression."""

    kind: str
    name: str
    what: str
    before: str
    now: str
    worse: bool


def compare_profiles(
    baseline: TraceProfile, current: TraceProfile, tolerance: Tolerance
) -> tuple[TraceChange, ...]:
    """Every difference that matters, the worse ones first, then by kind and name. Same input, same answer."""
    differences = [
        *_presence_changes(baseline, current),
        *_status_changes(baseline, current),
        *_metric_changes(baseline, current, tolerance),
    ]
    return tuple(sorted(differences, key=lambda change: (not change.worse, *change)))


def _presence_changes(baseline: TraceProfile, current: TraceProfile) -> Iterator[TraceChange]:
    for kind, name in baseline.artifacts_and_moves - current.artifacts_and_moves:
        yield TraceChange(kind, name, "presence", "there", "missing", worse=True)
    for kind, name in current.artifacts_and_moves - baseline.artifacts_and_moves:
        yield TraceChange(kind, name, "presence", "missing", "there", worse=False)


def _status_changes(baseline: TraceProfile, current: TraceProfile) -> Iterator[TraceChange]:
    for (kind, name), old_status in baseline.last_statuses.items():
        new_status = current.last_statuses.get((kind, name), "never")
        if new_status != old_status:
            yield TraceChange(
                kind, name, "end", old_status, new_status, worse=new_status not in SUCCESS_STATUSES
            )


def _metric_changes(
    baseline: TraceProfile, current: TraceProfile, tolerance: Tolerance
) -> Iterator[TraceChange]:
    """Figures beyond what is tolerated, either way; what is missing altogether is worse, but for errors."""
    for key in sorted({*baseline.metrics, *current.metrics}):
        kind, name = key
        old, new = baseline.metrics.get(key, {}), current.metrics.get(key, {})
        if not new and kind in ("agent", "phase"):
            yield TraceChange(kind, name, "presence", "there", "missing", worse=True)
            continue
        if not old and kind != "error":
            yield TraceChange(kind, name, "presence", "missing", "there", worse=False)
            continue
        for metric in sorted({*old, *new}):
            old_value, new_value = old.get(metric, 0), new.get(metric, 0)
            tolerated_share = tolerance.durations if metric == "durationMs" else tolerance.metrics
            tolerated_difference = 0 if metric in ZERO_TOLERANCE_METRICS else old_value * tolerated_share
            if abs(new_value - old_value) > tolerated_difference:
                yield TraceChange(
                    kind, name, metric, f"{old_value:,}", f"{new_value:,}", worse=new_value > old_value
                )
