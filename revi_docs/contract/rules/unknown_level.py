"""The budget level that holds is one that the contract does not define.

Why: nobody can tell what happens when a limit is reached.

Example:

    budgets:
      level: strict
      levels: {relaxed: {over_warning: continue, over_hard: continue}}

Mend: correct the name, or define the level under `budgets.levels`. Without a `level` it is `advisory`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext, undefined_name_check
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean

_check_explicit_level = undefined_name_check("unknown-level", "level", "budgets.levels", "levels")


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for a level that is written, or left to its default, and is not defined."""
    yield from _check_explicit_level(context)
    budgets = context.contract.budgets
    if not budgets or not budgets.levels or budgets.level in budgets.levels:
        return
    if not any(True for _ in context.references("levels")):
        yield Problem(
            code="unknown-level",
            message=f"budgets says no level, and '{budgets.level}', which then holds, is not defined",
            fix=f"write as 'level' which one holds{did_you_mean(budgets.level, budgets.levels)}",
            places=(context.place_of("budgets"), context.place_of("budgets", "levels")),
            subject=f"budgets.level.{budgets.level}",
        )
