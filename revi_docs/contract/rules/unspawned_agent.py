"""No command starts an agent, neither directly nor through other agents.

Why: The agent is maintained without being used, or a command no longer starts it by mistake. If `owns` names
values of agents, their files are hand-written, and people and Claude Code may start them without a command;
the rule then reports nothing.

Example:

    agents: {analyst: {}, writer: {}}
    commands:
      audit: {spawns: {work: analyst}}

Fix: Add it to the `spawns` of a command or of an agent, to a worker set that a command runs, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import reachable, roots
from revi_docs.contract.items import is_hand_written
from revi_docs.contract.relations import started_agents
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each agent that is never started, if any command starts agents."""
    commands = context.contract.commands.values()
    started_names = [name for command in commands for name in started_agents(context.contract, command)]
    if not started_names or is_hand_written(context.contract, "agents"):
        return
    agents = context.contract.agents
    edges = {agent.id: agent.spawns for agent in agents.values()}
    deprecated_names = [agent.id for agent in agents.values() if agent.deprecated]
    # Misspelled names are reported elsewhere; the agents that they probably mean count as started.
    reachable_names = reachable(
        [*started_names, *deprecated_names, *context.probable_targets("agents", "workers")], edges
    )
    for name, descendants in roots([name for name in agents if name not in reachable_names], edges):
        also_text = f", nor through it {', '.join(map(repr, descendants))}" if descendants else ""
        yield context.problem(
            message=f"no command starts the agent '{name}'{also_text}",
            fix=f"add '{name}' to the 'spawns' of a command or an agent, or remove it",
            places=tuple(context.place_of("agents", other) for other in (name, *descendants)),
            subject=name,
        )
