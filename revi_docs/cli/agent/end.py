"""`revi end`: end the run of a command on a story."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    agent_command,
    dry_run_option,
    owner_option,
    pass_repository,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.command_runs.end_run import EndRequest, RunEnd, end_run
from revi_docs.runtime.locks.lock_owner import caller_identity


@agent_command("revi end REVI-016 --verdict PASS", "revi end REVI-016 --event implementation-done")
@story_argument
@click.option("--verdict", default="", help="The verdict of the command.")
@click.option("--event", default="", help="The event with which it ends, if it gives no verdict.")
@click.option("--status", default="", help="End the phase with this result, without a move.")
@click.option(
    "--command",
    default="",
    help="The command. [default: the one in your lock]",
    shell_complete=completion_values.commands,
)
@click.option("--actor", default="", help="The person who gives the verdict.")
@click.option("--reason", default="", help="The person's reason.")
@click.option("--confirm", is_flag=True, help="Continue above a limit that needs a confirmation.")
@owner_option
@dry_run_option
@pass_repository
def end(repository: Repository, story: str, owner: str, dry_run: bool, **options: object) -> CommandResult:
    """End a command: record the tokens, check the evidence, move the story and release the lock."""
    paths = repository.story_paths(story)
    owner_id = caller_identity(paths, owner).owner_id
    request = EndRequest(**options, owner=owner_id)  # type: ignore[arg-type]  # as declared above
    result = end_run(paths, request, dry=dry_run)
    move = result.move
    data = {"command": result.command, "result": result.status, "stopped": result.stopped, "dryRun": dry_run}
    data |= {"from": move.source if move else None, "to": move.target if move else None}
    data |= {"budget": result.budget.check._asdict() if result.budget else None}
    if result.stopped == "confirm":
        fix = "ask a person whether to continue; if so, run the command again with --confirm"
        return CommandResult("confirm-needed", f"{story}: {_limit_note(result)}", fix, 1, data)
    if result.stopped:
        message = f"{story}: {_limit_note(result)}; /{result.command} failed, and the story did not move"
        return CommandResult("over-hard", message, f"run 'revi next {story}'", 1, data)
    outcome = "the story does not move"
    if move is not None:
        outcome = f"stays in {move.source}" if move.stays else f"moved from {move.source} to {move.target}"
    warning = f" ({_limit_note(result)})" if result.budget is not None and result.budget.check.over else ""
    sync_error = move.sync_error if move is not None else ""
    lines = (f"  the story file was not updated: {sync_error}",) if sync_error else ()
    ended = "had ended before" if result.repeated else "ended"
    message = f"{story}: /{result.command} {ended}, {outcome}{warning}"
    data |= {"syncError": sync_error, "repeated": result.repeated}
    return CommandResult("ended", message, data=data, lines=lines)


def _limit_note(result: RunEnd) -> str:
    if result.budget is None:
        return ""
    check = result.budget.check
    limit = check.hard if check.over == "hard" else check.warning
    return f"{check.tokens:,} tokens, {check.over} limit of {limit:,} reached"
