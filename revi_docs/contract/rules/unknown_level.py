"""The budget level in use is not defined.

Why: It is undefined what happens when a phase reaches a limit.

Example:

    budgets:
      level: strict
      levels: {relaxed: {over_warning: continue, over_hard: continue}}

Fix: Correct the name, or define the level under `budgets.levels`. The default of `level` is `advisory`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.rules.unknown_names import check_names
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem if the explicit or default level is not defined."""
    yield from check_names("level", "budgets.levels", ("levels",), context)
    budgets = context.contract.budgets
    if not budgets or not budgets.levels or budgets.level in budgets.levels:
        return
    # An explicit level is a reference and has been checked above; a default is not a reference.
    if not any(True for _ in context.references("levels")):
        yield context.problem(
            message=f"'budgets' sets no level, and the default level '{budgets.level}' is not defined",
            fix=suggested_fix(budgets.level, budgets.levels, "set 'level' to a defined level", "set 'level' to"),
            places=(context.place_of("budgets"), context.place_of("budgets", "levels")),
            subject=f"budgets.level.{budgets.level}",
        )
