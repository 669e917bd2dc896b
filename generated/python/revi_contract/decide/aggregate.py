# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Combine the results of parallel workers into one result; the first rule that applies decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .compiled_contract import CompiledContract
from .errors import UnknownNameError


class AggregationRuleLike(Protocol):
    """The attributes that `aggregate` reads from a rule; the contract's own rules have them.

    `when` is `any` (at least one result is in `of`), `all` (there are results and all are in `of`), `none`
    (there are no results), `enough` (the share of results in `of` reaches the threshold) or `otherwise`
    (always applies). `enough` excludes results in `forgiving` from the count, up to the tolerated number.
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
    """The combined result. `warned`: results were excluded from the count; `rule`: index from 0."""

    result: str
    warned: bool
    rule: int


def aggregate(
    results: Sequence[str], rules: Sequence[AggregationRuleLike], threshold: float, tolerated: int
) -> AggregationResult | None:
    """Return the combined result, or None if no rule applies.

    `threshold` is a share from 0 to 1, `tolerated` a number of results.
    """
    for index, rule in enumerate(rules):
        excluded = min(tolerated, _count(results, rule.forgiving)) if rule.when == "enough" else 0
        if _applies(rule.when, _count(results, rule.of), len(results) - excluded, threshold):
            return AggregationResult(rule.then, excluded > 0, index)
    return None


def aggregate_set(contract: CompiledContract, name: str, results: Sequence[str]) -> AggregationResult | None:
    """Combine the results of a worker set with its own threshold and tolerance. Raises UnknownNameError."""
    worker_set = contract.worker_sets.get(name)
    if worker_set is None:
        raise UnknownNameError(f"there is no worker set '{name}'")
    return aggregate(results, contract.aggregation, worker_set.pass_threshold, worker_set.tolerated_timeouts)


def _count(results: Sequence[str], accepted: Sequence[str]) -> int:
    return sum(result in accepted for result in results)


def _applies(when: str, matching: int, total: int, threshold: float) -> bool:
    if when == "any":
        return matching > 0
    if when == "all":
        return matching == total > 0
    if when == "enough":
        return total > 0 and matching / total >= threshold
    return when == "otherwise" or (when == "none" and total == 0)
