"""`revi metrics`: the figures of a story, or of all."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.inspection.story_metrics import MetricsRow, StoryMetrics, compute_metrics, metrics_row

EXAMPLE = ("revi metrics REVI-016", "revi metrics --all --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """A story, or all of them."""
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("story", nargs="?", default="", metavar="STORY", help="the story's id")
    group.add_argument("--all", action="store_true", help="every story with a trace, as a table")
    parser.add_argument("--dry-run", action="store_true", help="compute, and write nothing")


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """The figures, which are written beside the trace."""
    if args.all:
        return _run_all(workflow, args)
    result = compute_metrics(workflow.story(args.story), dry=args.dry_run)
    row = metrics_row(result.record)
    message = (
        f"{row.story}: {row.status}, {row.tokens:,} tokens, {row.spawns:,} agents, {row.tools:,} tool calls"
    )
    return CommandResult(
        "metrics", message, data={**_metrics_data(result), "dryRun": args.dry_run}, lines=_unread_note(result)
    )


def _metrics_data(result: StoryMetrics) -> dict[str, object]:
    return {"metrics": result.record, "events": result.events, "unread": result.unreadable_lines}


def _unread_note(result: StoryMetrics) -> tuple[str, ...]:
    return (
        (f"  left out: {result.unreadable_lines:,} lines that cannot be read",)
        if result.unreadable_lines
        else ()
    )


def _run_all(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    results, missing_count = [], 0
    for story in workflow.stories():
        result = _metrics_or_none(story, dry_run=args.dry_run)
        results += [result] if result is not None else []
        missing_count += result is None
    rows = [metrics_row(result.record) for result in results]
    message = f"{len(rows):,} stories with a trace, {missing_count:,} without"
    data = {
        "stories": [_metrics_data(result) for result in results],
        "without": missing_count,
        "dryRun": args.dry_run,
    }
    return CommandResult("metrics", message, data=data, lines=_format_table(rows))


def _metrics_or_none(story: StoryPaths, *, dry_run: bool) -> StoryMetrics | None:
    """The figures of a story; None where nothing was done yet."""
    try:
        return compute_metrics(story, dry=dry_run)
    except CommandError as error:
        if error.code == "no-events":
            return None
        raise


def _format_table(rows: Sequence[MetricsRow]) -> tuple[str, ...]:
    """Columns in line, numbers to the right."""
    if not rows:
        return ()
    header = ("story", "status", "phase", "tokens", "ms", "agents", "tools")
    cells = [
        header,
        *(tuple(f"{value:,}" if isinstance(value, int) else value for value in row) for row in rows),
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    return tuple(
        "  ".join(
            value.ljust(widths[column]) if column < 3 else value.rjust(widths[column])
            for column, value in enumerate(line)
        ).rstrip()
        for line in cells
    )
