"""`revi plumbing rerun`: decide whether a command runs, is skipped, or resumes."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import agent_command, dry_run_option, pass_repository, story_argument
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.command_runs.run_status import require_work_status
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.reruns import RerunDecision, decide_rerun, record_rerun


@agent_command("revi plumbing rerun REVI-016 dev-implement-story", "revi plumbing rerun REVI-016 elab-story --force")
@story_argument
@click.argument("command", help="The command to run.", shell_complete=completion_values.commands)
@click.option("--force", is_flag=True, help="Run the command from the start, if its rerun rule allows that.")
@click.option("--actor", default="", help="Who forces the run. [default: this session]")
@dry_run_option
@pass_repository
def rerun(repository: Repository, story: str, command: str, force: bool, actor: str, dry_run: bool) -> CommandResult:
    """Decide whether a command runs, is skipped, or resumes.

    Exits with 0 if it runs, else with 1.
    """
    paths = repository.story_paths(story)
    paths.require(command)
    decision = decide_rerun(paths, command, force=force)
    if decision.runs:
        require_work_status(paths, decision.command)
    if not dry_run:
        decision = record_rerun(paths, command, actor or current_identity().owner_id, force=force)
    check = decision.check
    from_step = f" from '{decision.resume_from}'" if decision.resume_from else ""
    resume_note = f"resume{from_step}; " if check.action == "resume" else ""
    message = f"/{decision.command}: {resume_note}{check.reason}"
    fix = "" if decision.runs else rerun_fix(repository, decision)
    return CommandResult(check.action, message, fix, 0 if decision.runs else 1, rerun_data(decision))


def rerun_data(decision: RerunDecision) -> dict[str, object]:
    """Return the decision as JSON data."""
    check = decision.check
    return {"mode": check.mode, "done": check.done, "resumeFrom": decision.resume_from}


def rerun_fix(repository: Repository, decision: RerunDecision) -> str:
    """Return what to do about a command that does not run."""
    rule, action = repository.contract.commands[decision.command].rerun, decision.check.action
    force_hint = (
        "add --force to run it from the start" if rule is not None and rule.force else "use the existing result"
    )
    if action != "skip" or force_hint.startswith("use"):
        return force_hint
    return f"use the existing result, or {force_hint}"
