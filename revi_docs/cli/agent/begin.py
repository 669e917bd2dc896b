"""`revi begin`: begin the run of a command on a story."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    agent_command,
    dry_run_option,
    owner_option,
    pass_repository,
    story_argument,
)
from revi_docs.cli.agent.lock import acquired_lines
from revi_docs.cli.agent.rerun import rerun_data, rerun_fix
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.command_runs.begin_run import BeginRequest, begin_run
from revi_docs.runtime.locks.lock_owner import caller_identity

_UNNAMED_STEP = "  resume from the first step whose result is missing: no checkpoint names one"


@agent_command("revi begin REVI-016 dev-implement-story")
@story_argument
@click.argument("command", help="The command to run.", shell_complete=completion_values.commands)
@click.option("--force", is_flag=True, help="Run the command from the start, if its rerun rule allows that.")
@click.option("--actor", default="", help="Who forces the run. [default: this session]")
@owner_option
@dry_run_option
@pass_repository
def begin(
    repository: Repository, story: str, command: str, force: bool, actor: str, owner: str, dry_run: bool
) -> CommandResult:
    """Begin a command: check the status, take the lock, count the tokens and move the story.

    Exits with 1 if the command does not run.
    """
    paths = repository.story_paths(story)
    request = BeginRequest(command, caller_identity(paths, owner), force, actor)
    result = begin_run(paths, request, dry=dry_run)
    decision = result.decision
    data = {**rerun_data(decision), "fence": result.lock.owner.fence if result.lock else None, "dryRun": dry_run}
    data |= {"to": result.move.target if result.move else None, "unmerged": result.lock.unmerged if result.lock else ""}
    if not decision.runs:
        message = f"/{result.command}: {decision.check.reason}"
        return CommandResult(decision.check.action, message, rerun_fix(repository, decision), 1, data)
    lines: tuple[str, ...] = ()
    if decision.check.action == "resume":
        lines = (f"  resume from '{decision.resume_from}'" if decision.resume_from else _UNNAMED_STEP,)
    if result.lock is not None:
        lines += acquired_lines(result.lock)
    if result.move is not None:
        lines += (f"  moved from {result.move.source} to {result.move.target}",)
    verb = "can begin" if dry_run else "began"
    code = "resumed" if decision.check.action == "resume" else "began"
    return CommandResult(code, f"{story}: {verb} /{result.command}", data=data, lines=lines)
