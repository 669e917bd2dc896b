"""A phase has no token limits, though others have.

Why: work in this phase is never warned and never stopped, however much it uses.

Example:

    phases: [writing, testing]
    budgets:
      phases:
        writing: {warning: 1000, hard: 2000}

Mend: write its limits under `budgets.phases`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each phase without limits, where any phase has some."""
    limits = case.contract.budgets.phases if case.contract.budgets else {}
    if not limits:
        return
    spared = {*limits, *case.meant("phases")}
    for phase in case.contract.phases.values():
        if phase.id not in spared:
            yield Problem(
                code="phase-without-budget",
                message=f"phase '{phase.id}' has no token limits",
                fix=f"add '{phase.id}: {{warning: ..., hard: ...}}' to budgets.phases",
                places=(case.at("budgets", "phases"), case.at("phases", phase.id)),
                subject=phase.id,
            )
