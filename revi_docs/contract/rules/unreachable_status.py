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

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import reachable, roots
from revi_docs.contract.relations import initial_statuses, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each part of the workflow that is cut off; deprecated statuses may be."""
    statuses = context.contract.statuses
    if not context.contract.transitions:
        return
    edges: dict[str, set[str]] = {}
    for move in moves(context.contract):
        edges.setdefault(move.source, set()).add(move.target)
    initial_names = initial_statuses(context.contract)
    deprecated_names = [status.id for status in statuses.values() if status.deprecated]
    reachable_names = reachable(
        [*initial_names, *deprecated_names, *context.probable_targets("statuses")], edges
    )
    for name, descendants in roots([name for name in statuses if name not in reachable_names], edges):
        also_text = (
            f", nor to {', '.join(repr(other) for other in descendants)} behind it" if descendants else ""
        )
        yield Problem(
            code="unreachable-status",
            message=f"no way leads from {' or '.join(repr(initial_name) for initial_name in initial_names)} to '{name}'{also_text}",
            fix=f"add a transition to '{name}', write 'initial: true', or remove it",
            places=tuple(context.place_of("statuses", other) for other in (name, *descendants)),
            subject=name,
        )
