"""A lock counts as stale sooner than the longest timeout ends.

Why: a worker that is still within its time loses its lock, and two of them write the same story.

Example:

    locks: {file: .lock, stale_after: 1m}
    workers: {defaults: {timeout: 5m}}

Mend: make `stale_after` at least as long as the longest timeout of workers and calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.rule import Case
from revi_docs.contract.shape import Duration
from revi_docs.problems.problem import Place, Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields a problem where the longest timeout outlasts the lock."""
    locks = case.contract.locks
    timeouts = list(_timeouts(case)) if locks else []
    if not locks or not timeouts:
        return
    longest, place = max(timeouts)
    if locks.stale_after < longest:
        yield Problem(
            code="stale-lock-too-short",
            message=f"a lock is stale after {locks.stale_after}, and the longest timeout is {longest}",
            fix=f"write a stale_after of at least {longest}",
            places=(case.at("locks", "stale_after"), place),
            subject="locks.stale_after",
        )


def _timeouts(case: Case) -> Iterator[tuple[Duration, Place]]:
    workers = case.contract.workers
    if workers:
        yield workers.defaults.timeout, case.at("workers", "defaults", "timeout")
        for group in workers.sets.values():
            if group.timeout is not None:
                yield group.timeout, case.at("workers", "sets", group.id, "timeout")
    for preset in case.contract.calls.values():
        if preset.timeout is not None:
            yield preset.timeout, case.at("calls", preset.id, "timeout")
