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

from revi_docs.contract.graph import circles
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each circle of agents."""
    ways = {agent.id: agent.spawns for agent in case.contract.agents.values()}
    for circle in circles(list(ways), ways):
        names = " and ".join(f"'{name}'" for name in circle)
        yield Problem(
            code="spawn-cycle",
            message=f"{names} start each other" if len(circle) > 1 else f"{names} starts itself",
            fix="remove one of the 'spawns'",
            places=tuple(case.at("agents", name, "spawns") for name in circle),
            subject=".".join(circle),
        )
