"""A status cannot be reached from any initial status.

Why: No story ever gets this status, so everything that refers to it is unused.

Example:

    statuses: {open: {}, testing: {}, done: {terminal: true}}
    transitions:
      - {from: [open, testing], to: done, by: manual}

Fix: Add a transition to the status, set `initial: true` if a story may start there, or remove the status.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import reachable, roots
from revi_docs.contract.relations import initial_statuses, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each unreachable part of the workflow. Deprecated statuses may be unreachable."""
    statuses = context.contract.statuses
    if not context.contract.transitions:
        return
    edges: dict[str, set[str]] = {}
    for move in moves(context.contract):
        edges.setdefault(move.source, set()).add(move.target)
    initial_names = initial_statuses(context.contract)
    # The first status is initial only as long as no status says so.
    is_stated = any(status.initial for status in statuses.values())
    others_text = "" if is_stated or not initial_names else f" on it and on '{initial_names[0]}'"
    deprecated_names = [status.id for status in statuses.values() if status.deprecated]
    # Misspelled names are reported elsewhere; the statuses that they probably mean count as reached.
    reachable_names = reachable([*initial_names, *deprecated_names, *context.probable_targets("statuses")], edges)
    for name, descendants in roots([name for name in statuses if name not in reachable_names], edges):
        also_text = f", and neither can {', '.join(map(repr, descendants))} after it" if descendants else ""
        yield context.problem(
            message=f"'{name}' cannot be reached from {' or '.join(map(repr, initial_names))}{also_text}",
            fix=f"add a transition to '{name}', set 'initial: true'{others_text}, or remove it",
            places=tuple(context.place_of("statuses", other) for other in (name, *descendants)),
            subject=name,
        )
