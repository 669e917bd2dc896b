"""A command's `done` names a status or an artifact that neither the command nor its agents produce.

Why: The command never counts as done through its own work, so every run repeats everything.

Example:

    artifacts: {report: {file: REPORT.md}, notes: {file: NOTES.md}}
    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit:
        reads: report
        writes: notes
        rerun: {mode: skip, done: {artifact: report}}

Fix: Name an artifact that the command writes or a status that it moves stories to, or add the artifact to
its `writes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import Edges, reachable
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Command
from revi_docs.contract.relations import moves_by_command, started_agents
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each `done` whose status is never reached or whose artifact is never written."""
    command_moves = moves_by_command(context.contract)
    spawns = {agent.id: agent.spawns for agent in context.contract.agents.values()}
    for command in context.contract.commands.values():
        reached_statuses = {move.target for move in command_moves.get(command.id, ())}
        for index, condition in enumerate(command.rerun.done if command.rerun else ()):
            path = ("commands", command.id, "rerun", "done", index)
            status, artifacts = condition.status, condition.artifact or condition.new
            # A command that moves no story itself can wait for a status that other commands set.
            if reached_statuses and status in context.contract.statuses and status not in reached_statuses:
                yield _problem(context, command, (*path, "status"), f"in '{status}', but it moves no story there")
            existing = [artifact for artifact in artifacts if artifact in context.contract.artifacts]
            if existing and not set(existing) & _written_artifacts(context, command, spawns):
                key = "artifact" if condition.artifact else "new"
                yield _problem(context, command, (*path, key), f"once '{existing[0]}' exists, but it never writes that")


def _written_artifacts(context: RuleContext, command: Command, spawns: Edges) -> set[str]:
    agents = context.contract.agents
    agent_names = reachable(started_agents(context.contract, command), spawns)
    return {*command.writes, *(artifact for name in agent_names if name in agents for artifact in agents[name].writes)}


def _problem(context: RuleContext, command: Command, path: KeyPath, condition_text: str) -> Problem:
    return context.problem(
        message=f"'{command.id}' counts as done {condition_text}",
        fix="name what the command produces, or "
        + ("add the transition" if path[-1] == "status" else "add the artifact to its 'writes'"),
        places=(context.place_of(*path),),
        subject=f"{command.id}.{path[-1]}",
    )
