"""What the results of a worker set combine to, for the combinations that people ask about."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.contract.model import Contract
from revi_docs.decide.aggregate import aggregate

_MOST_EXCEPTIONS = 2
"""The largest number of workers in an example that did not pass. Arbitrary: shows both sides of a tolerance of one."""


class WorkerExample(NamedTuple):
    """Results of all workers of a set, such as `5 PASS 1 TIMEOUT`, and what they combine to."""

    results: str
    combined: str
    warned: bool


def worker_examples(contract: Contract, set_name: str) -> tuple[WorkerExample, ...]:
    """The combined results of a worker set: all pass, or one or two workers report another final status."""
    workers = contract.workers
    enough = next((rule for rule in workers.aggregation if rule.when == "enough"), None) if workers else None
    if workers is None or enough is None or not enough.of:
        return ()
    worker_set, defaults = workers.sets[set_name], workers.defaults
    threshold = defaults.pass_threshold if worker_set.pass_threshold is None else worker_set.pass_threshold
    tolerated = defaults.tolerated_timeouts if worker_set.tolerated_timeouts is None else worker_set.tolerated_timeouts
    size, passing = len(worker_set.workers), enough.of[0]
    examples = [[passing] * size]
    for name, status in workers.statuses.items():
        if status.final and name != passing:
            counts = range(1, min(_MOST_EXCEPTIONS, size) + 1)
            examples += [[passing] * (size - count) + [name] * count for count in counts]
    combined = [(results, aggregate(results, workers.aggregation, threshold, tolerated)) for results in examples]
    return tuple(
        WorkerExample(_text(results), combination.result, combination.warned)
        for results, combination in combined
        if combination
    )


def _text(results: list[str]) -> str:
    return " ".join(f"{results.count(name)} {name}" for name in dict.fromkeys(results))
