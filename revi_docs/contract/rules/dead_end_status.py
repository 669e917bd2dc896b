"""A status has no way out and is not said to be terminal.

Why: a story that gets there is stuck, and nobody can tell whether that is meant.

Example:

    statuses: {open: {}, waiting: {}}
    transitions:
      - {from: open, to: waiting, by: manual}

Mend: add a transition that leaves the status, or write `terminal: true` if a story may end there.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each dead end."""
    if not context.contract.transitions:
        return
    statuses_with_exit = {move.source for move in moves(context.contract)} | context.probable_targets(
        "statuses"
    )
    for status in context.contract.statuses.values():
        if not status.terminal and status.id not in statuses_with_exit:
            yield Problem(
                code="dead-end-status",
                message=f"no transition leaves '{status.id}', and it is not terminal",
                fix=f"add a transition from '{status.id}', or write 'terminal: true'",
                places=(context.place_of("statuses", status.id),),
                subject=status.id,
            )
