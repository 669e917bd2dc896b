"""Statuses form a cycle from which no terminal status can be reached.

Why: A story that enters the cycle can never be finished or dropped.

Example:

    statuses: {open: {}, testing: {}, fixing: {}, done: {terminal: true}}
    transitions:
      - {from: open, to: testing, by: manual}
      - {from: open, to: done, by: manual}
      - {from: testing, to: fixing, by: manual}
      - {from: fixing, to: testing, by: manual}

Fix: Add a transition that leaves the cycle.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import cycles, reachable, reversed_edges
from revi_docs.contract.relations import moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each cycle without an exit, but none for the statuses that lead into it."""
    statuses = context.contract.statuses
    terminals = [status.id for status in statuses.values() if status.terminal]
    # Without a terminal status the workflow is endless by design.
    if not terminals:
        return
    edges: dict[str, set[str]] = {name: set() for name in statuses}
    for move in moves(context.contract):
        edges.setdefault(move.source, set()).add(move.target)
    dead_ends = [name for name, targets in edges.items() if not targets]
    undefined_targets = [target for targets in edges.values() for target in targets if target not in statuses]
    # Dead ends and undefined targets are reported by other rules, so they count as an exit here.
    terminating_statuses = reachable([*terminals, *dead_ends, *undefined_targets], reversed_edges(edges))
    for cycle in cycles([name for name in statuses if name not in terminating_statuses], edges):
        if reachable(cycle, edges) == set(cycle):
            names = " and ".join(f"'{name}'" for name in cycle)
            lead_text = "lead only to each other" if len(cycle) > 1 else "leads only to itself"
            yield context.problem(
                message=f"{names} {lead_text}, never to a terminal status",
                fix="add a transition out of the cycle, or set 'terminal: true' if a story may end there",
                places=tuple(context.place_of("statuses", name) for name in cycle),
                subject=".".join(cycle),
            )
