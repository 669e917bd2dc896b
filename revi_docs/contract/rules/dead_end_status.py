"""A status has no outgoing transition and is not marked as terminal.

Why: A story that reaches the status is stuck, and readers cannot tell whether that is intended.

Example:

    statuses: {open: {}, waiting: {}}
    transitions:
      - {from: open, to: waiting, by: manual}

Fix: Add a transition that leaves the status, or set `terminal: true` if a story may end there.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each status that a story cannot leave."""
    if not context.contract.transitions:
        return
    # A misspelled `from` is reported by `unknown-status`, not as a dead end of the intended status.
    statuses_with_exit = {move.source for move in moves(context.contract)} | context.probable_targets("statuses")
    for status in context.contract.statuses.values():
        if not status.terminal and status.id not in statuses_with_exit:
            yield context.problem(
                message=f"'{status.id}' has no outgoing transition and is not terminal",
                fix=f"add a transition from '{status.id}', or set 'terminal: true'",
                places=(context.place_of("statuses", status.id),),
                subject=status.id,
            )
