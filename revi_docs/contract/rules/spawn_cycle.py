"""Agents start each other in a circle, or an agent starts itself.

Why: nothing ends the chain but the budget.

Example:

    agents:
      planner: {spawns: reviewer}
      reviewer: {spawns: planner}

Mend: let the agent that started the other read its result and go on, and remove one of the `spawns`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import cycles
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each circle of agents."""
    edges = {agent.id: agent.spawns for agent in context.contract.agents.values()}
    for cycle in cycles(list(edges), edges):
        names = " and ".join(f"'{name}'" for name in cycle)
        yield Problem(
            code="spawn-cycle",
            message=f"{names} start each other" if len(cycle) > 1 else f"{names} starts itself",
            fix="remove one of the 'spawns'",
            places=tuple(context.place_of("agents", name, "spawns") for name in cycle),
            subject=".".join(cycle),
        )
