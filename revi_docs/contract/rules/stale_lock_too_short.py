"""A lock becomes stale before the longest timeout has passed.

Why: A worker that is still within its timeout loses its lock, and two workers write to the same story.

Example:

    locks: {file: .lock, stale_after: 1m}
    workers: {defaults: {timeout: 5m}}

Fix: Make `stale_after` at least as long as the longest timeout of workers and calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem if the longest timeout is longer than the time after which a lock is stale."""
    locks = context.contract.locks
    timeouts = list(context.worker_timeouts())
    timeouts += [
        (preset.timeout, context.place_of("calls", preset.id, "timeout"))
        for preset in context.contract.calls.values()
        if preset.timeout is not None
    ]
    if not locks or not timeouts:
        return
    longest, place = max(timeouts)
    if locks.stale_after < longest:
        yield context.problem(
            message=f"a lock is stale after {locks.stale_after}, but the longest timeout is {longest}",
            fix=f"set 'stale_after' to at least {longest}",
            places=(context.place_of("locks", "stale_after"), place),
            subject="locks.stale_after",
        )
