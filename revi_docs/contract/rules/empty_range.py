"""A smallest value lies above its largest, or a default outside of both.

Why: no value is accepted, or the value that holds for most is one that nobody may write.

Example:

    budgets:
      multiplier: {key: factor, min: 0.5, max: 5.0, default: 6.0}

Mend: correct the number that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each range that holds nothing, or not its own default."""
    yield from _check_multiplier(context)
    for error in context.contract.errors.values():
        if error.retry and error.retry.cap is not None and error.retry.delay > error.retry.cap:
            yield Problem(
                code="empty-range",
                message=f"'{error.id}' waits {error.retry.delay} at first, and at most {error.retry.cap}",
                fix="raise the cap, or lower the delay",
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
        yield Problem(
            code="empty-range",
            message=f"no multiplier is at least {multiplier.min:g} and at most {multiplier.max:g}",
            fix="make 'min' smaller than 'max'",
            places=(context.place_of(*multiplier_path, "min"), context.place_of(*multiplier_path, "max")),
            subject="budgets.multiplier",
        )
    elif not multiplier.min <= multiplier.default <= multiplier.max:
        yield Problem(
            code="empty-range",
            message=f"the default multiplier {multiplier.default:g} is not between {multiplier.min:g} "
            f"and {multiplier.max:g}",
            fix="write a 'default' that lies within the range",
            places=(context.place_of(*multiplier_path, "default"),),
            subject="budgets.multiplier.default",
        )
