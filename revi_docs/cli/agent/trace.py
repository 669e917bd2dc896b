"""`revi plumbing trace`: add and show events of a story; check them; compare two runs."""

from __future__ import annotations

import os
from collections import deque
from typing import Any

import click

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.agent_command import (
    agent_command,
    agent_group,
    checking_command,
    dry_run_option,
    fence_option,
    optional_story,
    pass_repository,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult, ProblemReport
from revi_docs.cli.program import completion_values
from revi_docs.files.atomic_write import write_file
from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.jsonl import encode_line, read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.records.trace_diff import Tolerance, TraceChange
from revi_docs.runtime.base.fencing import require_current_fence
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.inspection.trace_checks import check_trace
from revi_docs.runtime.traces.trace_comparison import compare_traces
from revi_docs.runtime.traces.trace_events import build_event, parse_field, trace_file
from revi_docs.runtime.traces.trace_events import emit as emit_event
from revi_docs.runtime.traces.trace_export import export_stories


@agent_command("revi plumbing trace emit REVI-016 tool_call tool=Read path=src/board.py success=true", name="emit")
@story_argument
@click.argument("event", help="An event that the contract defines.", shell_complete=completion_values.trace_events)
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...", help="The fields of the event.")
@fence_option
@dry_run_option
@pass_repository
def emit(
    repository: Repository, story: str, event: str, fields: tuple[str, ...], fence: int, dry_run: bool
) -> CommandResult:
    """Append an event that no other command appends."""
    paths = repository.story(story)
    values: dict[str, Any] = {}
    for word in fields:
        name, equals, text = word.partition("=")
        if not equals:
            raise CommandError("no-field", f"'{word}' is not a field", "write fields like tool=Read")
        values[name] = parse_field(repository, event, name, text)
    if dry_run:
        line = build_event(paths, event, now_ms(), values)
    else:
        with exclusive_access(paths), file_errors(trace_file(paths)):
            require_current_fence(paths, fence)
            line = emit_event(paths, event, now_ms(), values)
    outcome = "would be added" if dry_run else "added"
    return CommandResult("emitted", f"{paths.id}: {event} {outcome}", data={"event": line})


@agent_command("revi plumbing trace show REVI-016 --last 20")
@story_argument
@click.option("--event", default="", help="Only this event.", shell_complete=completion_values.trace_events)
@click.option("--last", default=50, metavar="N", help="Print the last N events; 0 prints all. [default: 50]")
@pass_repository
def show(repository: Repository, story: str, event: str, last: int) -> CommandResult:
    """Print the events of a story."""
    paths = repository.story(story)
    recent: deque[tuple[int, dict[str, Any]]] = deque(maxlen=last or None)
    fault_count = match_count = 0
    for line in read_lines(trace_file(paths), repository.root):
        fault_count += bool(line.error)
        if not line.error and event in ("", line.value.get("event")):
            recent.append((line.number, line.value))
            match_count += 1
    omitted_count = match_count - len(recent)
    omitted_note = f" of {match_count:,}; --last 0 shows all" if omitted_count else ""
    unread_note = f", {fault_count:,} unreadable lines" if fault_count else ""
    data = {
        "events": [value for _, value in recent],
        "omittedEvents": omitted_count,
        "unreadableLines": fault_count,
    }
    lines = tuple(f"{number:>6}  {encode_line(value).decode().rstrip()}" for number, value in recent)
    message = f"{paths.id}: {pluralize(len(recent), 'event')}{omitted_note}{unread_note}"
    return CommandResult("shown", message, data=data, lines=lines)


@checking_command("revi plumbing trace check REVI-016", "revi plumbing trace check --all")
@optional_story
@pass_repository
def check(repository: Repository, story: str | None) -> ProblemReport:
    """Replay trace and ledger against the contract."""
    stories = repository.stories() if story is None else (repository.story(story),)
    problems = [problem for paths in stories for problem in check_trace(paths)]
    label = stories[0].id if len(stories) == 1 else pluralize(len(stories), "story")
    return ProblemReport(problems, f"{label}: trace and ledger match the contract")


def _tolerance_help(quantity: str, default: float) -> str:
    return f"The largest relative increase of {quantity} that is not a regression. [default: {default:g}]"


@agent_command("revi plumbing trace compare REVI-016 baseline.jsonl --tolerance 0.2")
@story_argument
@click.argument("baseline", help="An earlier trace, or the id of another story.")
@click.option(
    "--tolerance",
    default=Tolerance().metrics,
    metavar="FRACTION",
    help=_tolerance_help("tokens and counts", Tolerance().metrics),
)
@click.option(
    "--duration-tolerance",
    default=Tolerance().durations,
    metavar="FRACTION",
    help=_tolerance_help("times", Tolerance().durations),
)
@pass_repository
def compare(
    repository: Repository, story: str, baseline: str, tolerance: float, duration_tolerance: float
) -> CommandResult:
    """Compare a run with an earlier one; exit with 1 if it is worse."""
    paths = repository.story(story)
    changes = compare_traces(paths, baseline, Tolerance(tolerance, duration_tolerance))
    regressions = [change for change in changes if change.is_regression]
    data = {"changes": [_to_json(change) for change in changes]}
    lines = tuple(map(_format_change, changes))
    if regressions:
        message = f"{paths.id}: {pluralize(len(regressions), 'regression')} against {baseline}"
        fix = "fix the agent; if the change is intended, use this trace as the new baseline"
        return CommandResult("regression", message, fix, 1, data, lines)
    return CommandResult("no-regression", f"{paths.id}: no regression against {baseline}", data=data, lines=lines)


@agent_command("revi plumbing trace export REVI-016 --otlp-json run.jsonl")
@optional_story
@click.option("--otlp-json", "target", required=True, metavar="FILE", help="The file to write; '-' prints it.")
@pass_repository
def export(repository: Repository, story: str | None, target: str) -> CommandResult:
    """Write the spans and token counts of a story for an OpenTelemetry collector.

    Each line is a document that the collector's OTLP JSON file receiver reads. Messages, prompts and paths are
    not exported.
    """
    stories = repository.stories() if story is None else (repository.story(story),)
    content, count = export_stories(stories)
    if target == "-":
        return CommandResult("exported", content.decode().rstrip(), data={"spans": count})
    folder, name = os.path.split(os.path.abspath(target))
    with file_errors(target):
        write_file(folder, name, content)
    label = stories[0].id if len(stories) == 1 else pluralize(len(stories), "story")
    return CommandResult("exported", f"{label}: {pluralize(count, 'span')} written to {target}", data={"spans": count})


def _to_json(change: TraceChange) -> dict[str, object]:
    fields = change._asdict()
    fields["isRegression"] = fields.pop("is_regression")
    return fields


def _format_change(change: TraceChange) -> str:
    label = "regression" if change.is_regression else "change"
    return f"  {label}: {change.kind} {change.name}: {change.metric} {change.baseline} -> {change.current}"


@agent_group((emit, show, check, compare, export), "revi plumbing trace show REVI-016 --last 20")
def trace() -> None:
    """Emit, show, check, compare and export the events of a story."""
