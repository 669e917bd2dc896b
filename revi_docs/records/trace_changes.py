"""What changed between two runs of agents, and what of it is worse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.records.trace_profile import Profile

GOOD = frozenset(("PASS", "success", "SKIPPED"))
"""Ends of phases and agents that are no failure."""

EXACT = frozenset(("errors", "failures"))
"""Figures of which each one more is worse, whatever is tolerated."""


class Tolerance(NamedTuple):
    """By which share figures may grow before they are worse: 0.1 is a tenth. Times vary more than others."""

    figures: float = 0.1
    durations: float = 0.5


class Change(NamedTuple):
    """A difference: of which kind and name, in what, before and now; `worse` where it is a regression."""

    kind: str
    name: str
    what: str
    before: str
    now: str
    worse: bool


def changes(before: Profile, now: Profile, tolerance: Tolerance) -> tuple[Change, ...]:
    """Every difference that matters, the worse ones first, then by kind and name. Same input, same answer."""
    found = [*_seen(before, now), *_ends(before, now), *_figures(before, now, tolerance)]
    return tuple(sorted(found, key=lambda one: (not one.worse, *one)))


def _seen(before: Profile, now: Profile) -> Iterator[Change]:
    for kind, name in before.seen - now.seen:
        yield Change(kind, name, "presence", "there", "missing", worse=True)
    for kind, name in now.seen - before.seen:
        yield Change(kind, name, "presence", "missing", "there", worse=False)


def _ends(before: Profile, now: Profile) -> Iterator[Change]:
    for (kind, name), ended in before.ended.items():
        other = now.ended.get((kind, name), "never")
        if other != ended:
            yield Change(kind, name, "end", ended, other, worse=other not in GOOD)


def _figures(before: Profile, now: Profile, tolerance: Tolerance) -> Iterator[Change]:
    """Figures beyond what is tolerated, either way; what is missing altogether is worse, but for errors."""
    for key in sorted({*before.figures, *now.figures}):
        kind, name = key
        old, new = before.figures.get(key, {}), now.figures.get(key, {})
        if not new and kind in ("agent", "phase"):
            yield Change(kind, name, "presence", "there", "missing", worse=True)
            continue
        if not old and kind != "error":
            yield Change(kind, name, "presence", "missing", "there", worse=False)
            continue
        for figure in sorted({*old, *new}):
            was, is_ = old.get(figure, 0), new.get(figure, 0)
            share = tolerance.durations if figure == "durationMs" else tolerance.figures
            slack = 0 if figure in EXACT else was * share
            if abs(is_ - was) > slack:
                yield Change(kind, name, figure, f"{was:,}", f"{is_:,}", worse=is_ > was)
