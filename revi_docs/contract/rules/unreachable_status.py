"""No way leads to a status from where a story may begin.

Why: no story ever stands there, so what is written about it, and what waits for it, is dead.

Example:

    statuses: {open: {}, testing: {}, done: {terminal: true}}
    transitions:
      - {from: [open, testing], to: done, by: manual}

Mend: add a transition that leads there, write `initial: true` if a story may begin there, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.graph import heads, reach
from revi_docs.contract.relations import initial_statuses, moves
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each part of the workflow that is cut off; deprecated statuses may be."""
    statuses = case.contract.statuses
    if not case.contract.transitions:
        return
    ways: dict[str, set[str]] = {}
    for move in moves(case.contract):
        ways.setdefault(move.source, set()).add(move.target)
    begins = initial_statuses(case.contract)
    retired = [status.id for status in statuses.values() if status.deprecated]
    reached = reach([*begins, *retired, *case.meant("statuses")], ways)
    for name, behind in heads([name for name in statuses if name not in reached], ways):
        also = f", nor to {', '.join(repr(other) for other in behind)} behind it" if behind else ""
        yield Problem(
            code="unreachable-status",
            message=f"no way leads from {' or '.join(repr(begin) for begin in begins)} to '{name}'{also}",
            fix=f"add a transition to '{name}', write 'initial: true', or remove it",
            places=tuple(case.at("statuses", other) for other in (name, *behind)),
            subject=name,
        )
