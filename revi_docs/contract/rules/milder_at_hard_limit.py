"""A budget level is stricter above the warning than above the hard limit.

Why: Work that was stopped at the warning continues once the hard limit is exceeded.

Example:

    budgets:
      level: strict
      levels:
        strict: {over_warning: fail, over_hard: warn}

Fix: Swap the two values, or make `over_hard` at least as strict. From mild to strict, the values are
`continue`, `warn`, `confirm` and `fail`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem

_STRICTNESS = ("continue", "warn", "confirm", "fail")
"""From mild to strict."""


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each level that is milder at its hard limit."""
    for level in context.contract.budgets.levels.values() if context.contract.budgets else ():
        if _STRICTNESS.index(level.over_warning) > _STRICTNESS.index(level.over_hard):
            yield context.problem(
                message=f"level '{level.id}' has '{level.over_warning}' over the warning, "
                f"but only '{level.over_hard}' over the hard limit",
                fix="make 'over_hard' at least as strict as 'over_warning'",
                places=(
                    context.place_of("budgets", "levels", level.id, "over_hard"),
                    context.place_of("budgets", "levels", level.id, "over_warning"),
                ),
                subject=level.id,
            )
