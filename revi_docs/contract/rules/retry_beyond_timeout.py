"""The waiting between an error's retries takes longer than a worker may take at all.

Why: the worker times out while it waits: the last retries never happen, and a time-out hides the error.

Example:

    workers: {defaults: {timeout: 30s}}
    errors:
      DOWN: {retry: {max: 3, delay: 20s}}

Mend: retry less often or faster, or give the workers more time.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Retry
from revi_docs.contract.rule import Case
from revi_docs.contract.shape import Duration
from revi_docs.problems.problem import Place, Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each error whose retries wait longer than the shortest worker timeout."""
    timeout, place = _shortest_timeout(case)
    if timeout is None:
        return
    for error in case.contract.errors.values():
        total = total_delay(error.retry) if error.retry else Duration(0)
        if total > timeout:
            late = f"a worker times out after {timeout}"
            yield Problem(
                code="retry-beyond-timeout",
                message=f"the retries of '{error.id}' wait {total} in all, and {late}",
                fix="lower 'max', 'delay' or 'cap', or raise the timeout",
                places=(case.at("errors", error.id, "retry"), place),
                subject=error.id,
            )


def total_delay(retry: Retry) -> Duration:
    """How long all retries of an error wait together."""
    delays = [
        retry.delay * (2**number if retry.backoff == "exponential" else 1) for number in range(retry.max)
    ]
    return Duration(sum(delay if retry.cap is None else min(delay, retry.cap) for delay in delays))


def _shortest_timeout(case: Case) -> tuple[Duration | None, Place]:
    workers = case.contract.workers
    if not workers:
        return None, Place("")
    found = [(workers.defaults.timeout, case.at("workers", "defaults", "timeout"))]
    found += [
        (group.timeout, case.at("workers", "sets", group.id, "timeout"))
        for group in workers.sets.values()
        if group.timeout is not None
    ]
    return min(found)
