"""A command reaches an agent through more layers of agents than Claude Code starts.

Why: At the limit an agent loses the tool that starts agents, without an error. The agents below never run, and the
agent above them does their work itself or reports success.

Example:

    commands:
      ship: {spawns: {lead: lead}}
    agents:
      lead: {spawns: planner}
      planner: {spawns: writer}
      writer: {spawns: checker}
      checker: {}

Fix: Start an agent of the chain from the command itself, or remove a layer that only passes work on. The limit is 3
layers below the main conversation since version 2.1.219.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.agent_chains import chains_beyond
from revi_docs.agent_files.agent_file import names_in
from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.contract.relations import started_agents
from revi_docs.problems.problem import Place, Problem


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each agent that is only reachable below the limit of layers."""
    limit = context.limit("agent layers")
    if limit is None:
        return
    successors = _successors(context)
    reported: set[tuple[str, str]] = set()
    for command in context.contract.commands.values():
        for chain in chains_beyond(command.id, started_agents(context.contract, command), successors, limit):
            parent, agent = chain[-2:]
            if (parent, agent) not in reported:
                reported.add((parent, agent))
                path = " → ".join((f"/{chain[0]}", *chain[1:]))
                yield reporter.problem(
                    f"'{agent}' is on layer {len(chain) - 1} of {path}; Claude Code starts agents on {limit}"
                    f" {'layer' if limit == 1 else 'layers'}",
                    f"start '{agent}' from /{chain[0]} and not from '{parent}', or remove a layer above it",
                    (_place(context, parent),),
                    f"{parent}.{agent}",
                )


def _successors(context: AgentFilesContext) -> dict[str, tuple[str, ...]]:
    """Agent → the agents that it starts: by the contract, or by `Agent(a, b)` in the tools of its file."""
    successors = {agent.id: agent.spawns for agent in context.contract.agents.values()}
    for file in context.of_kind("agent"):
        if not successors.get(file.name):
            tools = names_in(file.fields.get("tools"))
            name_lists = [tool[tool.index("(") + 1 : -1] for tool in tools if tool.startswith(("Agent(", "Task("))]
            successors[file.name] = tuple(
                name.strip() for text in name_lists for name in text.split(",") if name.strip()
            )
    return successors


def _place(context: AgentFilesContext, agent: str) -> Place:
    item = context.contract.agents.get(agent)
    if item and item.spawns:
        return context.place_in_contract(("agents", agent, "spawns"))
    file = next(file for file in context.of_kind("agent") if file.name == agent)
    return file.place_of("tools")
