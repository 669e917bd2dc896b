"""A phase has no token limits, although other phases do.

Why: Work in this phase is never warned about or stopped, however many tokens it uses.

Example:

    phases: [writing, testing]
    budgets:
      phases:
        writing: {warning: 1000, hard: 2000}

Fix: Add the limits of the phase under `budgets.phases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each phase without limits, if any phase has limits."""
    limits = context.contract.budgets.phases if context.contract.budgets else {}
    if not limits:
        return
    # A misspelled phase is reported by `unknown-phase`, not as a phase without a budget.
    exempt_phases = {*limits, *context.probable_targets("phases")}
    for phase in context.contract.phases.values():
        if phase.id not in exempt_phases:
            yield context.problem(
                message=f"phase '{phase.id}' has no token limits",
                fix=f"add '{phase.id}: {{warning: ..., hard: ...}}' to budgets.phases",
                places=(context.place_of("budgets", "phases"), context.place_of("phases", phase.id)),
                subject=phase.id,
            )
