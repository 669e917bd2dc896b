"""`revi can`: check whether a story can move to a status."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.cli.agent.move_options import arguments, move_data, move_request
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.status_moves import check_move

__all__ = ["EXAMPLE", "arguments", "run"]

EXAMPLE = (
    "revi can REVI-016 in-progress --by dev-implement-story",
    'revi can REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Check the move without making it."""
    result = check_move(repository.story(args.story), move_request(args))
    outcome = f"stays in {result.source}" if result.stays else f"can move from {result.source} to {result.target}"
    return CommandResult("allowed", f"{args.story} {outcome}", data=move_data(result))
