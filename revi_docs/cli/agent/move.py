"""`revi move`: move a story to another status."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent import move_options
from revi_docs.cli.agent.command_parser import dry_run_option
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.moves.status_moves import check_move, move

EXAMPLE = (
    "revi move REVI-016 in-progress --by dev-implement-story --event started",
    'revi move REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `can`, and --dry-run."""
    move_options.arguments(parser)
    dry_run_option(parser)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Make the move and return it."""
    story, request = repository.story(args.story), move_options.move_request(args)
    result = check_move(story, request) if args.dry_run else move(story, request)
    prefix = "would have " if args.dry_run else ""
    outcome = f"recorded {result.trigger.verdict}; the story stays in {result.source}"
    if not result.stays:
        outcome = f"moved from {result.source} to {result.target}"
    lines = [f"  the story file was not updated: {result.sync_error}"] if result.sync_error else []
    sync_data = {"syncError": result.sync_error, "dryRun": args.dry_run}
    code = "verdict-recorded" if result.stays else "moved"
    return CommandResult(
        code,
        f"{args.story}: {prefix}{outcome}",
        data={**move_options.move_data(result), **sync_data},
        lines=tuple(lines),
    )
