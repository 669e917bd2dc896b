"""An error has a `retry` that never retries.

Why: it reads as if the error were tried again, and it is not.

Example:

    errors:
      LATE: {retry: {max: 0, delay: 1s}}

Mend: remove `retry` if the error is not to be retried, or raise `max`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each retry with no attempts."""
    for error in context.contract.errors.values():
        if error.retry and error.retry.max == 0:
            yield Problem(
                code="retry-not-retryable",
                message=f"'{error.id}' has a retry, and is retried 0 times",
                fix="remove 'retry', or raise 'max'",
                places=(context.place_of("errors", error.id, "retry", "max"),),
                subject=error.id,
            )
