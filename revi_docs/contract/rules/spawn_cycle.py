"""Agents start each other in a cycle, or an agent starts itself.

Why: Only the token budget ends the chain.

Example:

    agents:
      planner: {spawns: reviewer}
      reviewer: {spawns: planner}

Fix: Remove one of the `spawns`. The agent that starts the other can read its result and continue.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import cycles
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each cycle of agents."""
    edges = {agent.id: agent.spawns for agent in context.contract.agents.values()}
    for cycle in cycles(list(edges), edges):
        names = " and ".join(f"'{name}'" for name in cycle)
        yield context.problem(
            message=f"{names} start each other" if len(cycle) > 1 else f"{names} starts itself",
            fix="remove one of the 'spawns'",
            places=tuple(context.place_of("agents", name, "spawns") for name in cycle),
            subject=".".join(cycle),
        )
