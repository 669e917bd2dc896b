"""An error has a `retry` section that allows no retry.

Why: It looks as if the error is retried, but it is not.

Example:

    errors:
      LATE: {retry: {max: 0, delay: 1s}}

Fix: Remove `retry`, or increase `max`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each retry without attempts."""
    for error in context.contract.errors.values():
        if error.retry and error.retry.max == 0:
            yield context.problem(
                message=f"'{error.id}' has a 'retry' with 'max: 0', so it is never retried",
                fix="remove 'retry', or increase 'max'",
                places=(context.place_of("errors", error.id, "retry", "max"),),
                subject=error.id,
            )
