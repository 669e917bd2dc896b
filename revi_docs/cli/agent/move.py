"""`revi plumbing move`: move a story to another status."""

from __future__ import annotations

from revi_docs.cli.agent.agent_command import agent_command, dry_run_option, pass_repository
from revi_docs.cli.agent.move_options import move_data, move_request, with_owner
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.status_moves import MoveRequest, check_move
from revi_docs.runtime.moves.status_moves import move as move_story


@agent_command(
    "revi plumbing move REVI-016 in-progress --by dev-implement-story --event started",
    'revi plumbing move REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)
@move_request
@dry_run_option
@pass_repository
def move(repository: Repository, story: str, request: MoveRequest, dry_run: bool) -> CommandResult:
    """Move a story to another status."""
    paths = repository.story(story)
    request = with_owner(paths, request)
    result = check_move(paths, request) if dry_run else move_story(paths, request)
    prefix = "would have " if dry_run else ""
    outcome = f"recorded {result.trigger.verdict}; the story stays in {result.source}"
    if not result.stays:
        outcome = f"moved from {result.source} to {result.target}"
    lines = [f"  the story file was not updated: {result.sync_error}"] if result.sync_error else []
    sync_data = {"syncError": result.sync_error, "dryRun": dry_run}
    code = "verdict-recorded" if result.stays else "moved"
    return CommandResult(
        code, f"{story}: {prefix}{outcome}", data={**move_data(result), **sync_data}, lines=tuple(lines)
    )
