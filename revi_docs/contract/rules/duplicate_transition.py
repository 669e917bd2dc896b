"""The same transition is defined twice.

Why: The two entries drift apart, and removing one of them does not remove the transition.

Example:

    statuses: {open: {}, paused: {}, done: {terminal: true}}
    transitions:
      - {from: [open, paused], to: done, by: manual}
      - {from: open, to: done, by: manual}
      - {from: open, to: paused, by: manual}

Fix: Remove one of the two, or remove the status from one of the `from` lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import Move, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each transition that repeats an earlier one."""
    first_moves: dict[tuple[str, str, str, str, str], Move] = {}
    for move in moves(context.contract):
        key = (move.source, move.target, move.by, move.event, move.verdict)
        first = first_moves.setdefault(key, move)
        if first is not move:
            trigger = f" on '{move.trigger}'" if move.trigger else ""
            yield context.problem(
                message=f"'{move.source}' to '{move.target}' by '{move.by}'{trigger} is defined twice",
                fix="remove one of the two",
                places=(
                    context.place_of("transitions", move.transition_index),
                    context.place_of("transitions", first.transition_index),
                ),
                subject=".".join(key),
            )
