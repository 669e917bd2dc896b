"""An error type does not define what follows when it cannot be retried.

Why: An agent that meets the error has to improvise: it stops, continues, or retries forever.

Example:

    recoveries: [stop]
    errors:
      LATE: {description: An agent ran too long.}

Fix: Set the `recovery` of the error.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each error without recovery, if the contract defines recoveries."""
    if not context.contract.recoveries:
        return
    for error in context.contract.errors.values():
        if not error.recovery:
            yield context.problem(
                message=f"'{error.id}' does not define what follows when no retry is left",
                fix=f"set its 'recovery' to one of: {', '.join(context.contract.recoveries)}",
                places=(context.place_of("errors", error.id),),
                subject=error.id,
            )
