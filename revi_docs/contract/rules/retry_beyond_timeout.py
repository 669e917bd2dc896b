"""The delays between the retries of an error add up to more than the timeout of a worker.

Why: The worker times out while it waits, so the last retries never happen and the timeout hides the error.

Example:

    workers: {defaults: {timeout: 30s}}
    errors:
      DOWN: {retry: {max: 3, delay: 20s}}

Fix: Reduce the number of retries or their delay, or increase the timeout of the workers.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Retry
from revi_docs.contract.model.declarations import Duration
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each error whose retries wait longer than the shortest worker timeout."""
    timeouts = list(context.worker_timeouts())
    if not timeouts:
        return
    timeout, place = min(timeouts)
    for error in context.contract.errors.values():
        total = total_delay(error.retry) if error.retry else Duration(0)
        if total > timeout:
            yield context.problem(
                message=f"the retries of '{error.id}' wait {total}, but a worker times out after {timeout}",
                fix="reduce 'max', 'delay' or 'cap', or increase the timeout",
                places=(context.place_of("errors", error.id, "retry"), place),
                subject=error.id,
            )


def total_delay(retry: Retry) -> Duration:
    """Return the sum of the delays before all retries of an error."""
    delays = [retry.delay * (2**attempt if retry.backoff == "exponential" else 1) for attempt in range(retry.max)]
    return Duration(sum(delay if retry.cap is None else min(delay, retry.cap) for delay in delays))
