"""`revi move`: takes a story to a status."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent import moving
from revi_docs.cli.agent.answer import Answer
from revi_docs.runtime.moves import can, move
from revi_docs.runtime.workflow import Workflow

EXAMPLE = (
    "revi move REVI-016 in-progress --by dev-implement-story --event started",
    'revi move REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """As `can`, and --dry-run."""
    moving.arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The step that was taken."""
    story, wish = workflow.story(given.story), moving.wish(given)
    moved = can(story, wish) if given.dry_run else move(story, wish)
    would = "would have " if given.dry_run else ""
    said = f"{moved.way.verdict} is noted, and it stays in {moved.source}"
    if not moved.stays:
        said = f"moved from {moved.source} to {moved.target}"
    lines = [f"  the story file did not follow: {moved.behind}"] if moved.behind else []
    lines += [f"  stale now: {path}; run 'revi-docs sync'" for path in moved.stale]
    stale = {"stale": list(moved.stale), "behind": moved.behind, "dryRun": given.dry_run}
    code = "noted" if moved.stays else "moved"
    return Answer(
        code, f"{given.story}: {would}{said}", facts={**moving.facts(moved), **stale}, lines=tuple(lines)
    )
