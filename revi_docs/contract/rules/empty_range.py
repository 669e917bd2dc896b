"""A minimum is greater than its maximum, or a default is outside its range.

Why: No value is accepted, or the default is a value that cannot be written explicitly.

Example:

    budgets:
      multiplier: {key: factor, min: 0.5, max: 5.0, default: 6.0}

Fix: Correct the number that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each range that contains no value, or not its own default."""
    yield from _check_multiplier(context)
    for error in context.contract.errors.values():
        if error.retry and error.retry.cap is not None and error.retry.delay > error.retry.cap:
            yield context.problem(
                message=f"the delay {error.retry.delay} of '{error.id}' is above its cap {error.retry.cap}",
                fix="increase 'cap', or reduce 'delay'",
                places=(
                    context.place_of("errors", error.id, "retry", "cap"),
                    context.place_of("errors", error.id, "retry", "delay"),
                ),
                subject=f"errors.{error.id}.retry",
            )


def _check_multiplier(context: RuleContext) -> Iterator[Problem]:
    multiplier = context.contract.budgets.multiplier if context.contract.budgets else None
    if not multiplier:
        return
    multiplier_path = ("budgets", "multiplier")
    if multiplier.min > multiplier.max:
        yield context.problem(
            message=f"the smallest multiplier, {multiplier.min:g}, is above the largest, {multiplier.max:g}",
            fix="make 'min' smaller than 'max'",
            places=(context.place_of(*multiplier_path, "min"), context.place_of(*multiplier_path, "max")),
            subject="budgets.multiplier",
        )
    elif not multiplier.min <= multiplier.default <= multiplier.max:
        yield context.problem(
            message=f"the default multiplier {multiplier.default:g} is not between {multiplier.min:g} "
            f"and {multiplier.max:g}",
            fix="set 'default' to a value within the range",
            places=(context.place_of(*multiplier_path, "default"),),
            subject="budgets.multiplier.default",
        )
