# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Compare the tokens of a phase with its budget, and decide what happens if they exceed it."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Literal, NamedTuple

from .compiled_contract import TokenBudgets, TokenLimits
from .errors import OutOfRangeError, UnknownNameError

# Floats alone would give 100 * 0.57 = 56.99999999999999, which rounds down to 56 instead of 57. A millionth
# is an arbitrary choice: finer than any multiplier that people write.
_MULTIPLIER_SCALE = 1_000_000


class BudgetCheck(NamedTuple):
    """The result. `warning` and `hard` are the scaled limits; `over` is the limit reached, "" for none.

    `complete` is False if a kind of tokens that counts is missing: an unknown number is not zero.
    """

    level: str
    tokens: int
    warning: int
    hard: int
    over: Literal["", "warning", "hard"]
    action: str
    complete: bool


def counted_tokens(budgets: TokenBudgets, token_counts: Mapping[str, int]) -> int:
    """The tokens that count against a limit. `token_counts`: kind of tokens → number."""
    return sum(token_counts.get(kind, 0) for kind in budgets.counts)


def scaled_limits(budgets: TokenBudgets, phase: str, multiplier: float | None = None) -> TokenLimits:
    """The limits of a phase times the story's multiplier, rounded down.

    Raises UnknownNameError if the phase has no budget, and OutOfRangeError if the multiplier is not accepted;
    a contract without multipliers accepts only 1.
    """
    limits = budgets.phases.get(phase)
    if limits is None:
        raise UnknownNameError(f"the phase '{phase}' has no budget")
    bounds = budgets.multiplier
    minimum, maximum, default = (bounds.min, bounds.max, bounds.default) if bounds is not None else (1, 1, 1)
    factor = default if multiplier is None else multiplier
    if not minimum <= factor <= maximum:
        raise OutOfRangeError(f"the multiplier {factor:g} is not between {minimum:g} and {maximum:g}")
    scaled_factor = floor(factor * _MULTIPLIER_SCALE + 0.5)
    return TokenLimits(*(limit * scaled_factor // _MULTIPLIER_SCALE for limit in limits))


def check_budget(
    budgets: TokenBudgets,
    phase: str,
    token_counts: Mapping[str, int],
    multiplier: float | None = None,
    level: str | None = None,
) -> BudgetCheck:
    """Compare the tokens of a phase with its limits; a limit that is reached counts as exceeded.

    `level` is the level of enforcement, by default the contract's. Raises as `scaled_limits` does.
    """
    level_name = budgets.level if level is None else level
    if level_name not in budgets.levels:
        raise UnknownNameError(f"there is no level '{level_name}'")
    limits, actions = scaled_limits(budgets, phase, multiplier), budgets.levels[level_name]
    tokens = counted_tokens(budgets, token_counts)
    complete = all(kind in token_counts for kind in budgets.counts)
    over: Literal["", "warning", "hard"] = ""
    action = "continue"
    if tokens >= limits.hard:
        over, action = "hard", actions.over_hard
    elif tokens >= limits.warning:
        over, action = "warning", actions.over_warning
    return BudgetCheck(level_name, tokens, limits.warning, limits.hard, over, action, complete)
