"""`revi plumbing metrics`: compute the metrics of one story or of all."""

from __future__ import annotations

from collections.abc import Sequence

from revi_docs.cli.agent.agent_command import agent_command, dry_run_option, optional_story, pass_repository
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.inspection.story_metrics import MetricsRow, StoryMetrics, compute_metrics, metrics_row


@agent_command("revi plumbing metrics REVI-016", "revi plumbing metrics --all --format json")
@optional_story
@dry_run_option
@pass_repository
def metrics(repository: Repository, story: str | None, dry_run: bool) -> CommandResult:
    """Compute metrics from the trace and the token log, and write them next to the trace."""
    if story is None:
        return _compute_all(repository, dry_run=dry_run)
    result = compute_metrics(repository.story(story), dry=dry_run)
    row = metrics_row(result.record)
    message = f"{row.story}: {row.status}, {_tokens_text(row)}, {row.spawns:,} agents, {row.tools:,} tool calls"
    data = {**_metrics_data(result), "dryRun": dry_run}
    return CommandResult("metrics", message, data=data, lines=_unread_note(result))


def _metrics_data(result: StoryMetrics) -> dict[str, object]:
    return {"metrics": result.record, "events": result.events, "unreadableLines": result.unreadable_lines}


def _unread_note(result: StoryMetrics) -> tuple[str, ...]:
    return (f"  skipped: {result.unreadable_lines:,} unreadable lines",) if result.unreadable_lines else ()


def _compute_all(repository: Repository, *, dry_run: bool) -> CommandResult:
    results, missing_count = [], 0
    for story in repository.stories():
        result = _metrics_or_none(story, dry_run=dry_run)
        results += [result] if result is not None else []
        missing_count += result is None
    rows = [metrics_row(result.record) for result in results]
    message = f"{len(rows):,} stories with a trace, {missing_count:,} without one"
    data = {
        "stories": [_metrics_data(result) for result in results],
        "storiesWithoutTrace": missing_count,
        "dryRun": dry_run,
    }
    return CommandResult("metrics", message, data=data, lines=_format_table(rows))


def _metrics_or_none(story: StoryPaths, *, dry_run: bool) -> StoryMetrics | None:
    """Return the metrics of a story; None if its trace is empty."""
    try:
        return compute_metrics(story, dry=dry_run)
    except CommandError as error:
        # A story without events is not an error in a list of many stories.
        if error.code == "no-events":
            return None
        raise


def _tokens_text(row: MetricsRow) -> str:
    return "tokens not recorded" if row.tokens is None else f"{row.tokens:,} tokens"


def _format_table(rows: Sequence[MetricsRow]) -> tuple[str, ...]:
    """Return the rows as aligned columns, numbers on the right."""
    if not rows:
        return ()
    header = ("story", "status", "phase", "tokens", "ms", "agents", "tools")
    cells = [header, *(tuple(map(_cell, row)) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    return tuple(
        "  ".join(
            value.ljust(widths[column]) if column < 3 else value.rjust(widths[column])
            for column, value in enumerate(line)
        ).rstrip()
        for line in cells
    )


def _cell(value: str | int | None) -> str:
    if value is None:
        return "not recorded"
    return f"{value:,}" if isinstance(value, int) else value
