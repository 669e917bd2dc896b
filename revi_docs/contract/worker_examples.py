"""What the results of a worker set combine to, for the combinations that people ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from math import comb
from typing import NamedTuple

from revi_docs.contract.model import Contract
from revi_docs.decide.aggregate import AggregationResult, aggregate

_MOST_EXCEPTIONS = 2
"""The largest number of workers in an example that did not pass. Arbitrary: shows both sides of a tolerance of one."""

_MOST_COMBINATIONS = 300
"""The largest number of combinations in a table. Arbitrary: eight workers with four statuses have 165."""


class WorkerExample(NamedTuple):
    """Results of all workers of a set, such as `5 PASS 1 TIMEOUT`, and what they combine to."""

    results: str
    combined: str
    warned: bool


class WorkerCombination(NamedTuple):
    """How many workers of a set report each final status, and what that combines to.

    `warned`: results were excluded from the count; `rule`: number of the rule that decides, from 1.
    """

    counts: Mapping[str, int]
    combined: str
    warned: bool
    rule: int


def worker_combinations(contract: Contract, set_name: str) -> tuple[WorkerCombination, ...]:
    """Every combination of final statuses of a worker set, most passes first; empty if there are too many."""
    workers = contract.workers
    names = [name for name, status in workers.statuses.items() if status.final] if workers else []
    if workers is None or not names:
        return ()
    size = len(workers.sets[set_name].workers)
    if comb(size + len(names) - 1, size) > _MOST_COMBINATIONS:
        return ()
    rows = []
    for results in combinations_with_replacement(names, size):
        combination = _aggregate(contract, set_name, results)
        if combination:
            counts = {name: results.count(name) for name in names}
            rows.append(WorkerCombination(counts, combination.result, combination.warned, combination.rule + 1))
    return tuple(rows)


def worker_examples(contract: Contract, set_name: str) -> tuple[WorkerExample, ...]:
    """The combined results of a worker set: all pass, or one or two workers report another final status."""
    workers = contract.workers
    enough = next((rule for rule in workers.aggregation if rule.when == "enough"), None) if workers else None
    if workers is None or enough is None or not enough.of:
        return ()
    size, passing = len(workers.sets[set_name].workers), enough.of[0]
    examples = [[passing] * size]
    for name, status in workers.statuses.items():
        if status.final and name != passing:
            counts = range(1, min(_MOST_EXCEPTIONS, size) + 1)
            examples += [[passing] * (size - count) + [name] * count for count in counts]
    combined = [(results, _aggregate(contract, set_name, results)) for results in examples]
    return tuple(
        WorkerExample(_text(results), combination.result, combination.warned)
        for results, combination in combined
        if combination
    )


def _aggregate(contract: Contract, set_name: str, results: Sequence[str]) -> AggregationResult | None:
    """What results combine to, by the settings of the set or the defaults."""
    workers = contract.workers
    if workers is None:
        return None
    worker_set, defaults = workers.sets[set_name], workers.defaults
    threshold = defaults.pass_threshold if worker_set.pass_threshold is None else worker_set.pass_threshold
    tolerated = defaults.tolerated_timeouts if worker_set.tolerated_timeouts is None else worker_set.tolerated_timeouts
    return aggregate(results, workers.aggregation, threshold, tolerated)


def _text(results: list[str]) -> str:
    return " ".join(f"{results.count(name)} {name}" for name in dict.fromkeys(results))
