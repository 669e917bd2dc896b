"""A command counts as done by something that neither it nor an agent it starts brings about.

Why: it never counts as done through its own work, so each run does everything again.

Example:

    artifacts: {report: {file: REPORT.md}, notes: {file: NOTES.md}}
    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit:
        reads: report
        writes: notes
        rerun: {mode: skip, done: {artifact: report}}

Mend: name what the command writes or which status it reaches, or state that it writes the artifact.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.graph import reachable
from revi_docs.contract.model import Command
from revi_docs.contract.relations import moves_by, started_agents
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each `done` that names a status never reached or an artifact never written."""
    for command in context.contract.commands.values():
        done = command.rerun.done if command.rerun else None
        if not done:
            continue
        reached_statuses = {move.target for move in moves_by(context.contract, command)}
        if (
            reached_statuses
            and done.status in context.contract.statuses
            and done.status not in reached_statuses
        ):
            yield _problem(context, command, "status", f"in '{done.status}', to which it moves no story")
        if done.artifact in context.contract.artifacts and done.artifact not in _written_artifacts(
            context, command
        ):
            yield _problem(
                context, command, "artifact", f"once there is '{done.artifact}', which it never writes"
            )


def _written_artifacts(context: RuleContext, command: Command) -> set[str]:
    agents = context.contract.agents
    agent_names = reachable(
        started_agents(context.contract, command), {agent.id: agent.spawns for agent in agents.values()}
    )
    return {
        *command.writes,
        *(artifact for name in agent_names if name in agents for artifact in agents[name].writes),
    }


def _problem(context: RuleContext, command: Command, key: str, condition_text: str) -> Problem:
    return Problem(
        code="unattainable-done",
        message=f"'{command.id}' counts as done {condition_text}",
        fix="name what the command brings about, or "
        + ("add the transition" if key == "status" else "add the artifact to its 'writes'"),
        places=(context.place_of("commands", command.id, "rerun", "done", key),),
        subject=f"{command.id}.{key}",
    )
