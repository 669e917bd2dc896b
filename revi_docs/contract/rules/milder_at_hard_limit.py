"""A budget level is stricter over the warning than over the hard limit.

Why: the work that was stopped at the warning goes on once it is far too late.

Example:

    budgets:
      level: strict
      levels:
        strict: {over_warning: fail, over_hard: warn}

Mend: swap the two, or make `over_hard` at least as strict: continue, warn, confirm, fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem

_STRICTNESS = ("continue", "warn", "confirm", "fail")


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each level that is milder at its hard limit."""
    for level in context.contract.budgets.levels.values() if context.contract.budgets else ():
        if _STRICTNESS.index(level.over_warning) > _STRICTNESS.index(level.over_hard):
            yield Problem(
                code="milder-at-hard-limit",
                message=f"level '{level.id}' says {level.over_warning} over the warning, "
                f"and only {level.over_hard} over the hard limit",
                fix="make 'over_hard' at least as strict as 'over_warning'",
                places=(
                    context.place_of("budgets", "levels", level.id, "over_hard"),
                    context.place_of("budgets", "levels", level.id, "over_warning"),
                ),
                subject=level.id,
            )
