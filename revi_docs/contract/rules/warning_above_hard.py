"""A phase's warning comes at its hard limit or above.

Why: the work is stopped before anybody has been warned.

Example:

    phases: [audit]
    budgets:
      phases: {audit: {warning: 60000, hard: 30000}}

Mend: write a `warning` below `hard`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each phase whose warning comes too late."""
    for phase, limits in context.contract.budgets.phases.items() if context.contract.budgets else ():
        if limits.warning >= limits.hard:
            yield Problem(
                code="warning-above-hard",
                message=f"phase '{phase}' is warned at {limits.warning} tokens, and stopped at {limits.hard}",
                fix=f"write a warning below {limits.hard}",
                places=(
                    context.place_of("budgets", "phases", phase, "warning"),
                    context.place_of("budgets", "phases", phase, "hard"),
                ),
                subject=phase,
            )
