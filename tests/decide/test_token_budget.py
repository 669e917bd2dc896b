"""Tokens of a phase against its limits, scaled for a story."""

from __future__ import annotations

import pytest

from revi_docs.decide.compiled_contract import TokenLimits
from revi_docs.decide.errors import OutOfRangeError, UnknownNameError
from revi_docs.decide.token_budget import BudgetCheck, check_budget, counted_tokens, scaled_limits
from tests.decide.decisions_contract import BUDGETS


@pytest.mark.parametrize(
    ("tokens", "over", "action"),
    [(99, "", "continue"), (100, "warning", "warn"), (199, "warning", "warn"), (200, "hard", "confirm")],
)
def test_a_limit_that_is_reached_counts_as_exceeded(tokens: int, over: str, action: str) -> None:
    check = check_budget(BUDGETS, "make", {"input": tokens, "output": 0})
    assert check == BudgetCheck("soft", tokens, 100, 200, over, action, complete=True)  # type: ignore[arg-type]


def test_only_some_kinds_count_and_a_missing_one_is_not_zero() -> None:
    assert counted_tokens(BUDGETS, {"input": 1, "output": 2, "cache_read": 9}) == 3
    check = check_budget(BUDGETS, "make", {"input": 250}, level="hard")
    assert (check.tokens, check.action, check.complete) == (250, "fail", False)


@pytest.mark.parametrize(
    ("factor", "limits"), [(None, (100, 200)), (0.57, (57, 114)), (1.005, (100, 201)), (2, (200, 400))]
)
def test_the_multiplier(factor: float | None, limits: tuple[int, int]) -> None:
    assert scaled_limits(BUDGETS, "make", factor) == TokenLimits(*limits)


@pytest.mark.parametrize("factor", [0.49, 2.01, -1])
def test_a_multiplier_out_of_range(factor: float) -> None:
    with pytest.raises(OutOfRangeError) as error:
        scaled_limits(BUDGETS, "make", factor)
    assert str(error.value) == f"the multiplier {factor:g} is not between 0.5 and 2"


def test_without_multipliers_only_one_is_accepted() -> None:
    budgets = BUDGETS._replace(multiplier=None)
    assert scaled_limits(budgets, "make", 1) == TokenLimits(100, 200)
    with pytest.raises(OutOfRangeError):
        scaled_limits(budgets, "make", 1.5)


def test_unknown_names() -> None:
    with pytest.raises(UnknownNameError, match="the phase 'test' has no budget"):
        check_budget(BUDGETS, "test", {})
    with pytest.raises(UnknownNameError, match="there is no level 'mild'"):
        check_budget(BUDGETS, "make", {}, level="mild")
