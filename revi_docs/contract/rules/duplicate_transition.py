"""The same transition is stated twice.

Why: the two entries drift apart, and whoever removes one believes that the way is closed.

Example:

    statuses: {open: {}, held: {}, done: {terminal: true}}
    transitions:
      - {from: [open, held], to: done, by: manual}
      - {from: open, to: done, by: manual}
      - {from: open, to: held, by: manual}

Mend: remove one of the two, or its status from the list in `from`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import Move, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each transition that an earlier entry has stated."""
    first_moves: dict[tuple[str, str, str, str, str], Move] = {}
    for move in moves(context.contract):
        key = (move.source, move.target, move.by, move.event, move.verdict)
        first = first_moves.setdefault(key, move)
        if first is not move:
            trigger = f" on '{move.trigger}'" if move.trigger else ""
            yield Problem(
                code="duplicate-transition",
                message=f"'{move.source}' to '{move.target}' by '{move.by}'{trigger} is stated twice",
                fix="remove one of the two",
                places=(
                    context.place_of("transitions", move.transition_index),
                    context.place_of("transitions", first.transition_index),
                ),
                subject=".".join(key),
            )
