"""The warning limit of a phase is at or above its hard limit.

Why: Work is stopped before anyone has been warned.

Example:

    phases: [audit]
    budgets:
      phases: {audit: {warning: 60000, hard: 30000}}

Fix: Set `warning` to less than `hard`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each phase whose warning comes too late."""
    for phase, limits in context.contract.budgets.phases.items() if context.contract.budgets else ():
        if limits.warning >= limits.hard:
            yield context.problem(
                message=f"phase '{phase}' has the warning {limits.warning} and the hard limit {limits.hard}",
                fix=f"set 'warning' to less than {limits.hard}",
                places=(
                    context.place_of("budgets", "phases", phase, "warning"),
                    context.place_of("budgets", "phases", phase, "hard"),
                ),
                subject=phase,
            )
