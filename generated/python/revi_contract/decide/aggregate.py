# revi:ea07c35124cded01
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Many workers' results become one: the first rule that holds decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .compiled_contract import CompiledContract
from .errors import UnknownNameError


class AggregationRuleLike(Protocol):
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


class AggregationResult(NamedTuple):
    """The one result; `warned` when a result was left out of the count; `rule` counts from 0."""

    result: str
    warned: bool
    rule: int


def aggregate(
    results: Sequence[str], rules: Sequence[AggregationRuleLike], threshold: float, tolerated: int
) -> AggregationResult | None:
    """The outcome of the workers' results, or None where no rule holds.

    `threshold` is a share from 0 to 1, `tolerated` a number of results.
    """
    for index, rule in enumerate(rules):
        excluded_count = 0
        if rule.when == "enough":
            excluded_count = min(tolerated, _count(results, rule.forgiving))
            applies = _reaches_threshold(_count(results, rule.of), len(results) - excluded_count, threshold)
        else:
            applies = _applies(rule.when, _count(results, rule.of), len(results))
        if applies:
            return AggregationResult(rule.then, excluded_count > 0, index)
    return None


def aggregate_set(contract: CompiledContract, name: str, results: Sequence[str]) -> AggregationResult | None:
    """The outcome for a worker set, by its own threshold and tolerance. Raises UnknownNameError."""
    worker_set = contract.worker_sets.get(name)
    if worker_set is None:
        raise UnknownNameError(f"there is no worker set '{name}'")
    return aggregate(results, contract.aggregation, worker_set.pass_threshold, worker_set.tolerated_timeouts)


def _count(results: Sequence[str], accepted: Sequence[str]) -> int:
    return sum(result in accepted for result in results)


def _reaches_threshold(matching: int, total: int, threshold: float) -> bool:
    return total > 0 and matching / total >= threshold


def _applies(when: str, matching: int, total: int) -> bool:
    if when == "any":
        return matching > 0
    if when == "all":
        return matching == total > 0
    return when == "otherwise" or (when == "none" and total == 0)
