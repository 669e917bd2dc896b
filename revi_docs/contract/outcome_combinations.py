"""Find which aggregation rules can decide, by trying combinations of worker results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from revi_docs.contract.model import Workers
from revi_docs.decide.aggregate import aggregate

# Arbitrary: four workers are always tried, more only if a set or a threshold needs them, at most ten.
_MIN_WORKERS, _MAX_WORKERS = 4, 10

# Arbitrary: limits the time that `lint` spends on a contract with many worker statuses.
_MAX_COMBINATIONS = 20_000


@dataclass(frozen=True, slots=True)
class OutcomeCombinations:
    """The result of trying all combinations.

    `unused_rules` are indices of rules that never decide, from 0; `undecided_combination` is the smallest
    combination that no rule matches. If there are too many combinations, no rule is reported as unused.
    """

    unused_rules: tuple[int, ...]
    undecided_combination: tuple[str, ...] | None

    @classmethod
    def of(cls, workers: Workers) -> OutcomeCombinations:
        """Return the result of `evaluate`, which is kept for the next rule of the same contract."""
        if not _LAST or _LAST[0][0] is not workers:
            _LAST[:] = [(workers, cls.evaluate(workers))]
        return _LAST[0][1]

    @classmethod
    def evaluate(cls, workers: Workers) -> OutcomeCombinations:
        """Try combinations of up to ten workers, the smallest first, until every rule has decided once."""
        unused_rules = set(range(len(workers.aggregation)))
        undecided_combination: tuple[str, ...] | None = None
        for count, combination in enumerate(_combinations(workers)):
            for threshold, tolerated_timeouts in _threshold_settings(workers):
                outcome = aggregate(combination, workers.aggregation, threshold, tolerated_timeouts)
                if outcome:
                    unused_rules.discard(outcome.rule)
                elif undecided_combination is None:
                    undecided_combination = combination
            if count == _MAX_COMBINATIONS:
                return cls((), undecided_combination)
            # All small combinations are tried, because each of them can be one that no rule matches.
            if not unused_rules and len(combination) > _MIN_WORKERS:
                break
        return cls(tuple(sorted(unused_rules)), undecided_combination)


_LAST: list[tuple[Workers, OutcomeCombinations]] = []
"""The workers that were evaluated last; a contract is not changed after it was read."""


def _combinations(workers: Workers) -> Iterator[tuple[str, ...]]:
    statuses = _representative_statuses(workers)
    for size in range(_relevant_worker_count(workers) + 1):
        yield from combinations_with_replacement(statuses, size)


def _representative_statuses(workers: Workers) -> list[str]:
    """Return one worker status for each set of rules that name it; such statuses are interchangeable."""
    uses: dict[str, list[tuple[int, str]]] = {name: [] for name in workers.statuses}
    for index, rule in enumerate(workers.aggregation):
        for key, names in (("of", rule.of), ("forgiving", rule.forgiving)):
            for name in names:
                if name in uses:
                    uses[name].append((index, key))
    status_by_signature: dict[frozenset[tuple[int, str]], str] = {}
    for name, signature in uses.items():
        status_by_signature.setdefault(frozenset(signature), name)
    return list(status_by_signature.values())


def _threshold_settings(workers: Workers) -> list[tuple[float, int]]:
    """Return threshold and tolerated timeouts of the defaults and of each set, without repetitions."""
    defaults = workers.defaults
    settings = [(defaults.pass_threshold, defaults.tolerated_timeouts)]
    for worker_set in workers.sets.values():
        threshold, tolerated = worker_set.pass_threshold, worker_set.tolerated_timeouts
        threshold = defaults.pass_threshold if threshold is None else threshold
        settings.append((threshold, defaults.tolerated_timeouts if tolerated is None else tolerated))
    return list(dict.fromkeys(settings))


def _relevant_worker_count(workers: Workers) -> int:
    """Return the number of workers beyond which a combination shows nothing new in practice."""
    sizes = [_MIN_WORKERS, *(len(worker_set.workers) for worker_set in workers.sets.values())]
    for threshold, tolerated_timeouts in _threshold_settings(workers):
        # One timeout more than tolerated, and one worker that passes.
        sizes.append(tolerated_timeouts + 2)
        if threshold < 1:
            # With fewer workers than 1 / (1 - threshold), one failure misses the threshold.
            sizes.append(int(1 / (1 - threshold)) + 2)
    return min(max(sizes), _MAX_WORKERS)
