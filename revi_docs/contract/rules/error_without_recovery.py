"""An error type does not say what follows when it cannot be retried.

Why: an agent that meets the error makes something up: it stops, goes on, or tries for ever.

Example:

    recoveries: [stop]
    errors:
      LATE: {description: An agent ran too long.}

Mend: write the error's `recovery`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each error without recovery, where the contract has recoveries."""
    if not context.contract.recoveries:
        return
    for error in context.contract.errors.values():
        if not error.recovery:
            yield Problem(
                code="error-without-recovery",
                message=f"'{error.id}' does not say what follows when no retry is left",
                fix=f"write its 'recovery', one of: {', '.join(context.contract.recoveries)}",
                places=(context.place_of("errors", error.id),),
                subject=error.id,
            )
