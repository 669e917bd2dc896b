"""`revi metrics`: compute the metrics of one story or of all."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from revi_docs.cli.agent.command_parser import dry_run_option
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.inspection.story_metrics import MetricsRow, StoryMetrics, compute_metrics, metrics_row

EXAMPLE = ("revi metrics REVI-016", "revi metrics --all --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the story, or `--all`."""
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("story", nargs="?", default="", metavar="STORY", help="the id of the story")
    group.add_argument("--all", action="store_true", help="every story with a trace, as a table")
    dry_run_option(parser)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Compute the metrics and write them next to the trace."""
    if args.all:
        return _run_all(repository, args)
    result = compute_metrics(repository.story(args.story), dry=args.dry_run)
    row = metrics_row(result.record)
    message = f"{row.story}: {row.status}, {row.tokens:,} tokens, {row.spawns:,} agents, {row.tools:,} tool calls"
    return CommandResult(
        "metrics", message, data={**_metrics_data(result), "dryRun": args.dry_run}, lines=_unread_note(result)
    )


def _metrics_data(result: StoryMetrics) -> dict[str, object]:
    return {"metrics": result.record, "events": result.events, "unreadableLines": result.unreadable_lines}


def _unread_note(result: StoryMetrics) -> tuple[str, ...]:
    return (f"  skipped: {result.unreadable_lines:,} unreadable lines",) if result.unreadable_lines else ()


def _run_all(repository: Repository, args: argparse.Namespace) -> CommandResult:
    results, missing_count = [], 0
    for story in repository.stories():
        result = _metrics_or_none(story, dry_run=args.dry_run)
        results += [result] if result is not None else []
        missing_count += result is None
    rows = [metrics_row(result.record) for result in results]
    message = f"{len(rows):,} stories with a trace, {missing_count:,} without one"
    data = {
        "stories": [_metrics_data(result) for result in results],
        "storiesWithoutTrace": missing_count,
        "dryRun": args.dry_run,
    }
    return CommandResult("metrics", message, data=data, lines=_format_table(rows))


def _metrics_or_none(story: StoryPaths, *, dry_run: bool) -> StoryMetrics | None:
    """Return the metrics of a story; None if its trace is empty."""
    try:
        return compute_metrics(story, dry=dry_run)
    except CommandError as error:
        if error.code == "no-events":
            return None
        raise


def _format_table(rows: Sequence[MetricsRow]) -> tuple[str, ...]:
    """Return the rows as aligned columns, numbers on the right."""
    if not rows:
        return ()
    header = ("story", "status", "phase", "tokens", "ms", "agents", "tools")
    cells = [header, *(tuple(f"{value:,}" if isinstance(value, int) else value for value in row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    return tuple(
        "  ".join(
            value.ljust(widths[column]) if column < 3 else value.rjust(widths[column])
            for column, value in enumerate(line)
        ).rstrip()
        for line in cells
    )
