"""`revi plumbing can`: check whether a story can move to a status."""

from __future__ import annotations

from revi_docs.cli.agent.agent_command import agent_command, pass_repository
from revi_docs.cli.agent.move_options import move_data, move_request, with_owner
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.status_moves import MoveRequest, check_move


@agent_command(
    "revi plumbing can REVI-016 in-progress --by dev-implement-story",
    'revi plumbing can REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)
@move_request
@pass_repository
def can(repository: Repository, story: str, request: MoveRequest) -> CommandResult:
    """Check whether a story can move to a status."""
    paths = repository.story(story)
    result = check_move(paths, with_owner(paths, request))
    outcome = f"stays in {result.source}" if result.stays else f"can move from {result.source} to {result.target}"
    return CommandResult("allowed", f"{story} {outcome}", data=move_data(result))
