"""Which aggregation rules decide, over all mixes of worker results that differ to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from revi_docs.contract.model import Workers
from revi_docs.decide.aggregate import aggregate

_FEWEST, _MOST_WORKERS = 4, 10
_MOST_MIXES = 20_000


@dataclass(frozen=True, slots=True)
class Mixes:
    """What trying all mixes has shown.

    `never_fired` are numbers of rules, from 0; `undecided` is the smallest mix that no rule decides.
    Where there are too many mixes to try, no rule is accused.
    """

    never_fired: tuple[int, ...]
    undecided: tuple[str, ...] | None

    @classmethod
    def of(cls, workers: Workers) -> Mixes:
        """Tries mixes of up to ten workers, small ones first, until every rule has decided once."""
        silent = set(range(len(workers.aggregation)))
        undecided: tuple[str, ...] | None = None
        for tried, mix in enumerate(_mixes(workers)):
            for threshold, tolerated in _settings(workers):
                outcome = aggregate(mix, workers.aggregation, threshold, tolerated)
                if outcome:
                    silent.discard(outcome.rule)
                elif undecided is None:
                    undecided = mix
            if tried == _MOST_MIXES:
                return cls((), undecided)
            if not silent and len(mix) > _FEWEST:
                break
        return cls(tuple(sorted(silent)), undecided)


def _mixes(workers: Workers) -> Iterator[tuple[str, ...]]:
    statuses = _telling(workers)
    for size in range(_most_workers(workers) + 1):
        yield from combinations_with_replacement(statuses, size)


def _telling(workers: Workers) -> list[str]:
    """One worker status of each sort: those that the same rules speak of are alike."""
    sorts: dict[tuple[bool, ...], str] = {}
    for name in workers.statuses:
        spoken = tuple(name in part for rule in workers.aggregation for part in (rule.of, rule.forgiving))
        sorts.setdefault(spoken, name)
    return list(sorts.values())


def _settings(workers: Workers) -> list[tuple[float, int]]:
    """Threshold and tolerated time-outs of the defaults and of each set."""
    own = workers.defaults
    found = [(own.pass_threshold, own.tolerated_timeouts)]
    for group in workers.sets.values():
        threshold = own.pass_threshold if group.pass_threshold is None else group.pass_threshold
        tolerated = own.tolerated_timeouts if group.tolerated_timeouts is None else group.tolerated_timeouts
        found.append((threshold, tolerated))
    return list(dict.fromkeys(found))


def _most_workers(workers: Workers) -> int:
    """How many workers it takes until no larger mix can show anything new, in practice."""
    sizes = [_FEWEST, *(len(group.workers) for group in workers.sets.values())]
    for threshold, tolerated in _settings(workers):
        sizes.append(tolerated + 2)
        if threshold < 1:
            sizes.append(int(1 / (1 - threshold)) + 2)
    return min(max(sizes), _MOST_WORKERS)
