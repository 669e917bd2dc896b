# revi:b086d1fa9ec9d785
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Do a phase's tokens stay within its budget, and what follows where they do not?"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Literal, NamedTuple

from .contract import Budgets, Limits
from .errors import OutOfRangeError, UnknownNameError

_PARTS = 1_000_000
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


def counted_tokens(budgets: Budgets, used: Mapping[str, int]) -> int:
    """The tokens that count against a limit. `used`: kind of tokens → how many."""
    return sum(used.get(kind, 0) for kind in budgets.counts)


def scaled_limits(budgets: Budgets, phase: str, multiplier: float | None = None) -> Limits:
    """The limits of a phase times the story's multiplier, rounded down.

    Raises UnknownNameError for a phase without a budget and OutOfRangeError for a multiplier that is not
    accepted; where the contract has none, only 1 is.
    """
    limits = budgets.phases.get(phase)
    if limits is None:
        raise UnknownNameError(f"the phase '{phase}' has no budget")
    known = budgets.multiplier
    least, most, usual = (known.min, known.max, known.default) if known is not None else (1, 1, 1)
    factor = usual if multiplier is None else multiplier
    if not least <= factor <= most:
        raise OutOfRangeError(f"the multiplier {factor:g} is not between {least:g} and {most:g}")
    parts = floor(factor * _PARTS + 0.5)
    return Limits(limits.warning * parts // _PARTS, limits.hard * parts // _PARTS)


def check_budget(
    budgets: Budgets,
    phase: str,
    used: Mapping[str, int],
    multiplier: float | None = None,
    level: str | None = None,
) -> BudgetCheck:
    """Holds the tokens of a phase against its limits; reached counts as over.

    `level` says how strictly, the contract's own where it is not given. Raises as `scaled_limits` does.
    """
    name = budgets.level if level is None else level
    if name not in budgets.levels:
        raise UnknownNameError(f"there is no level '{name}'")
    limits, strictness = scaled_limits(budgets, phase, multiplier), budgets.levels[name]
    tokens = counted_tokens(budgets, used)
    complete = all(kind in used for kind in budgets.counts)
    over: Literal["", "warning", "hard"] = ""
    action = "continue"
    if tokens >= limits.hard:
        over, action = "hard", strictness.over_hard
    elif tokens >= limits.warning:
        over, action = "warning", strictness.over_warning
    return BudgetCheck(name, tokens, limits.warning, limits.hard, over, action, complete)
