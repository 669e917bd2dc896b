"""Statuses lead only to each other, and none of them to a terminal status.

Why: a story that gets there goes round for ever and is never finished or dropped.

Example:

    statuses: {open: {}, testing: {}, mending: {}, done: {terminal: true}}
    transitions:
      - {from: open, to: testing, by: manual}
      - {from: open, to: done, by: manual}
      - {from: testing, to: mending, by: manual}
      - {from: mending, to: testing, by: manual}

Mend: add a transition that leads out of the circle.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.graph import backwards, circles, reach
from revi_docs.contract.relations import moves
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each circle without a way out. What only leads into one is not reported."""
    statuses = case.contract.statuses
    terminals = [status.id for status in statuses.values() if status.terminal]
    if not terminals:
        return
    ways: dict[str, set[str]] = {name: set() for name in statuses}
    for move in moves(case.contract):
        ways.setdefault(move.source, set()).add(move.target)
    dead_ends = [name for name, targets in ways.items() if not targets]
    unknown = [target for targets in ways.values() for target in targets if target not in statuses]
    ending = reach([*terminals, *dead_ends, *unknown], backwards(ways))
    for circle in circles([name for name in statuses if name not in ending], ways):
        if reach(circle, ways) == set(circle):
            names = " and ".join(f"'{name}'" for name in circle)
            lead = "lead only to each other" if len(circle) > 1 else "leads only to itself"
            yield Problem(
                code="no-path-to-terminal",
                message=f"{names} {lead}, never to a terminal status",
                fix="add a transition that leads on, or write 'terminal: true' where a story may end",
                places=tuple(case.at("statuses", name) for name in circle),
                subject=".".join(circle),
            )
