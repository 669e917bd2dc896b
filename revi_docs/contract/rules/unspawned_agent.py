"""No command starts an agent, neither directly nor through other agents.

Why: it is kept up to date for nothing, or a command has lost it.
Where `owns` names values of agents, their files are written by hand, and people and Claude start them
without a command too.

Example:

    agents: {analyst: {}, writer: {}}
    commands:
      audit: {spawns: {work: analyst}}

Mend: add it to the `spawns` of a command or of an agent, to a worker set that a command runs, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.by_hand import is_by_hand
from revi_docs.contract.graph import heads, reach
from revi_docs.contract.relations import started_agents
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each agent that nobody starts, where commands start agents at all."""
    commands = case.contract.commands.values()
    started = [name for command in commands for name in started_agents(case.contract, command)]
    if not started or is_by_hand(case.contract, "agents"):
        return
    agents = case.contract.agents
    ways = {agent.id: agent.spawns for agent in agents.values()}
    retired = [agent.id for agent in agents.values() if agent.deprecated]
    reached = reach([*started, *retired, *case.meant("agents", "workers")], ways)
    for name, behind in heads([name for name in agents if name not in reached], ways):
        also = f", nor through it {', '.join(repr(other) for other in behind)}" if behind else ""
        yield Problem(
            code="unspawned-agent",
            message=f"no command starts the agent '{name}'{also}",
            fix=f"add '{name}' to the 'spawns' of a command or an agent, or remove it",
            places=tuple(case.at("agents", other) for other in (name, *behind)),
            subject=name,
        )
