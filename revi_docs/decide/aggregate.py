"""Many workers' results become one: the first rule that holds decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .contract import Contract
from .errors import UnknownNameError


class AggregationRule(Protocol):
    """What a rule has to say; the contract's own aggregation rules do.

    `when` is `any` (one result is among `of`), `all` (every result is, and there is one), `none` (there
    is no result), `enough` (the share of `of` reaches the threshold) or `otherwise` (always). `enough`
    leaves results among `forgiving` out of the count, as many as are tolerated.
    """

    @property
    def when(self) -> str: ...
    @property
    def of(self) -> Sequence[str]: ...
    @property
    def forgiving(self) -> Sequence[str]: ...
    @property
    def then(self) -> str: ...


class Outcome(NamedTuple):
    """The one result; `warned` when a result was left out of the count; `rule` counts from 0."""

    result: str
    warned: bool
    rule: int


def aggregate(
    results: Sequence[str], rules: Sequence[AggregationRule], threshold: float, tolerated: int
) -> Outcome | None:
    """The outcome of the workers' results, or None where no rule holds.

    `threshold` is a share from 0 to 1, `tolerated` a number of results.
    """
    for number, rule in enumerate(rules):
        forgiven = 0
        if rule.when == "enough":
            forgiven = min(tolerated, _count(results, rule.forgiving))
            holds = _is_enough(_count(results, rule.of), len(results) - forgiven, threshold)
        else:
            holds = _holds(rule.when, _count(results, rule.of), len(results))
        if holds:
            return Outcome(rule.then, forgiven > 0, number)
    return None


def aggregate_set(contract: Contract, name: str, results: Sequence[str]) -> Outcome | None:
    """The outcome for a worker set, by its own threshold and tolerance. Raises UnknownNameError."""
    group = contract.worker_sets.get(name)
    if group is None:
        raise UnknownNameError(f"there is no worker set '{name}'")
    return aggregate(results, contract.aggregation, group.pass_threshold, group.tolerated_timeouts)


def _count(results: Sequence[str], wanted: Sequence[str]) -> int:
    return sum(result in wanted for result in results)


def _is_enough(passed: int, counted: int, threshold: float) -> bool:
    return counted > 0 and passed / counted >= threshold


def _holds(when: str, matching: int, total: int) -> bool:
    if when == "any":
        return matching > 0
    if when == "all":
        return matching == total > 0
    return when == "otherwise" or (when == "none" and total == 0)
