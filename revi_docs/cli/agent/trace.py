"""`revi trace`: add and show events of a story; check them against the contract; compare two runs."""

from __future__ import annotations

import argparse
from collections import deque
from typing import Any

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, report_problems, story_argument
from revi_docs.cli.agent.command_result import CommandResult, ProblemReport
from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import encode_line, read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.records.trace_diff import Tolerance, TraceChange
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.inspection.trace_checks import check_trace
from revi_docs.runtime.traces.trace_comparison import compare_traces
from revi_docs.runtime.traces.trace_events import build_event, emit, parse_field, trace_file

EXAMPLE = (
    "revi trace emit REVI-016 tool_call tool=Read path=src/board.py success=true",
    "revi trace show REVI-016 --last 20",
    "revi trace check REVI-016",
    "revi trace compare REVI-016 baseline.jsonl --tolerance 0.2",
)
_SUMMARIES = {
    "emit": "Append an event that no other command appends.",
    "show": "Print the events of a story.",
    "check": "Replay trace and ledger against the contract.",
    "compare": "Compare a run with an earlier one; exit with 1 if it is worse.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add one parser for each action."""
    parsers = add_actions(parser, _SUMMARIES)
    emit_parser, show, check, compare = parsers.values()
    story_argument(emit_parser, show, compare)
    emit_parser.add_argument("event", metavar="EVENT", help="an event that the contract defines")
    emit_parser.add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="a field of the event")
    dry_run_option(emit_parser)
    show.add_argument("--event", default="", help="only this event")
    last_help = "print the last N events (0: all; default: %(default)s)"
    show.add_argument("--last", type=int, default=50, metavar="N", help=last_help)
    report_problems(check)
    group = check.add_mutually_exclusive_group(required=True)
    group.add_argument("story", nargs="?", default="", metavar="STORY", help="the id of the story")
    group.add_argument("--all", action="store_true", help="every story")
    compare.add_argument("baseline", metavar="BASELINE", help="an earlier trace, or the id of another story")
    for name, quantity, share in (
        ("--tolerance", "tokens and counts", Tolerance().metrics),
        ("--duration-tolerance", "times", Tolerance().durations),
    ):
        share_help = f"the largest relative increase of {quantity} that is not a regression (default: {share:g})"
        compare.add_argument(name, type=float, default=share, metavar="FRACTION", help=share_help)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult | ProblemReport:
    """Run the action."""
    if args.action == "check":
        stories = repository.stories() if args.all else (repository.story(args.story),)
        return _check(stories)
    story = repository.story(args.story)
    handlers = {"emit": _emit, "show": _show, "compare": _compare}
    return handlers[args.action](story, args)


def _emit(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    fields: dict[str, Any] = {}
    for word in args.fields:
        name, equals, text = word.partition("=")
        if not equals:
            raise CommandError("no-field", f"'{word}' is not a field", "write fields like tool=Read")
        fields[name] = parse_field(story.repository, args.event, name, text)
    if not story.exists:
        raise CommandError("unknown-story", f"{story.id} has no folder", f"run 'revi story new {story.id}'")
    add_event = build_event if args.dry_run else emit
    line = add_event(story, args.event, now_ms(), fields)
    outcome = "would be added" if args.dry_run else "added"
    return CommandResult("emitted", f"{story.id}: {args.event} {outcome}", data={"event": line})


def _show(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    recent: deque[tuple[int, dict[str, Any]]] = deque(maxlen=args.last or None)
    fault_count = 0
    for line in read_lines(trace_file(story), story.repository.root):
        fault_count += bool(line.error)
        if not line.error and args.event in ("", line.value.get("event")):
            recent.append((line.number, line.value))
    unread_note = f", {fault_count:,} unreadable lines" if fault_count else ""
    data = {"events": [value for _, value in recent], "unreadableLines": fault_count}
    lines = tuple(f"{number:>6}  {encode_line(value).decode().rstrip()}" for number, value in recent)
    return CommandResult("shown", f"{story.id}: {pluralize(len(recent), 'event')}{unread_note}", data=data, lines=lines)


def _check(stories: tuple[StoryPaths, ...]) -> ProblemReport:
    problems = [problem for story in stories for problem in check_trace(story)]
    label = stories[0].id if len(stories) == 1 else pluralize(len(stories), "story")
    return ProblemReport(problems, f"{label}: trace and ledger match the contract")


def _compare(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    changes = compare_traces(story, args.baseline, Tolerance(args.tolerance, args.duration_tolerance))
    regressions = [change for change in changes if change.is_regression]
    data = {"changes": [_to_json(change) for change in changes]}
    lines = tuple(map(_format_change, changes))
    if regressions:
        message = f"{story.id}: {pluralize(len(regressions), 'regression')} against {args.baseline}"
        fix = "fix the agent; if the change is intended, use this trace as the new baseline"
        return CommandResult("regression", message, fix, 1, data, lines)
    message = f"{story.id}: no regression against {args.baseline}"
    return CommandResult("no-regression", message, data=data, lines=lines)


def _to_json(change: TraceChange) -> dict[str, object]:
    fields = change._asdict()
    fields["isRegression"] = fields.pop("is_regression")
    return fields


def _format_change(change: TraceChange) -> str:
    label = "regression" if change.is_regression else "change"
    return f"  {label}: {change.kind} {change.name}: {change.metric} {change.baseline} -> {change.current}"
