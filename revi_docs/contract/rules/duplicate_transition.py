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

from revi_docs.contract.relations import Move, moves
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each transition that an earlier entry has stated."""
    found: dict[tuple[str, str, str, str, str], Move] = {}
    for move in moves(case.contract):
        key = (move.source, move.target, move.by, move.event, move.verdict)
        first = found.setdefault(key, move)
        if first is not move:
            trigger = f" on '{move.trigger}'" if move.trigger else ""
            yield Problem(
                code="duplicate-transition",
                message=f"'{move.source}' to '{move.target}' by '{move.by}'{trigger} is stated twice",
                fix="remove one of the two",
                places=(case.at("transitions", move.number), case.at("transitions", first.number)),
                subject=".".join(key),
            )
