"""Do a phase's tokens stay within its budget, and what follows where they do not?"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Literal, NamedTuple

from .compiled_contract import TokenBudgets, TokenLimits
from .errors import OutOfRangeError, UnknownNameError

_MULTIPLIER_SCALE = 1_000_000
"""A multiplier is held exact to so many parts: 0.57 times 100 is 57, not 56.99999999999999."""


class BudgetCheck(NamedTuple):
    """The answer. `warning` and `hard` are the scaled limits; `over` is the limit reached, "" for none.

    `complete` is False where a kind of tokens that counts was not told: unknown is not zero.
    """

    level: str
    tokens: int
    warning: int
    hard: int
    over: Literal["", "warning", "hard"]
    action: str
    complete: bool


def counted_tokens(budgets: TokenBudgets, token_counts: Mapping[str, int]) -> int:
    """The tokens that count against a limit. `used`: kind of tokens → how many."""
    return sum(token_counts.get(kind, 0) for kind in budgets.counts)


def scaled_limits(budgets: TokenBudgets, phase: str, multiplier: float | None = None) -> TokenLimits:
    """The limits of a phase times the story's multiplier, rounded down.

    Raises UnknownNameError for a phase without a budget and OutOfRangeError for a multiplier that is not
    accepted; where the contract has none, only 1 is.
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
    return TokenLimits(
        limits.warning * scaled_factor // _MULTIPLIER_SCALE, limits.hard * scaled_factor // _MULTIPLIER_SCALE
    )


def check_budget(
    budgets: TokenBudgets,
    phase: str,
    token_counts: Mapping[str, int],
    multiplier: float | None = None,
    level: str | None = None,
) -> BudgetCheck:
    """Holds the tokens of a phase against its limits; reached counts as over.

    `level` says how strictly, the contract's own where it is not given. Raises as `scaled_limits` does.
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
