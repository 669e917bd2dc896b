"""`revi trace`: events of a story, added, shown, held against the contract and against an earlier run."""

from __future__ import annotations

import argparse
from collections import deque
from typing import Any

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.cli.agent.doctor import problem_data, problem_lines
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
    "emit": "Add an event that no other command adds by itself.",
    "show": "Print the events of a story.",
    "check": "Replay trace and ledger against the contract.",
    "compare": "Tell what changed since a run that was kept; a regression is a no.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    parsers = {
        name: commands.add_parser(name, help=summary, description=summary)
        for name, summary in _SUMMARIES.items()
    }
    for name in ("emit", "show", "compare"):
        parsers[name].add_argument("story", metavar="STORY", help="the story's id")
    parsers["emit"].add_argument("event", metavar="EVENT", help="an event of the contract")
    parsers["emit"].add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="its fields")
    parsers["emit"].add_argument("--dry-run", action="store_true", help="say what would be added")
    parsers["show"].add_argument("--event", default="", help="only these")
    parsers["show"].add_argument("--last", type=int, default=50, metavar="N", help="how many (0: all)")
    group = parsers["check"].add_mutually_exclusive_group(required=True)
    group.add_argument("story", nargs="?", default="", metavar="STORY", help="the story's id")
    group.add_argument("--all", action="store_true", help="every story")
    parsers["compare"].add_argument(
        "baseline", metavar="BASELINE", help="a kept trace, or another story's id"
    )
    _add_tolerance_options(parsers["compare"])


def _add_tolerance_options(parser: argparse.ArgumentParser) -> None:
    defaults = Tolerance()
    help_text = "by which share {} may grow (default: {:g})"
    for name, quantity, share in (
        ("--tolerance", "tokens and counts", defaults.metrics),
        ("--duration-tolerance", "times", defaults.durations),
    ):
        parser.add_argument(
            name, type=float, default=share, metavar="SHARE", help=help_text.format(quantity, share)
        )


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """What was added, shown or found."""
    if args.act == "check":
        stories = workflow.stories() if args.all else (workflow.story(args.story),)
        return _check(stories)
    story = workflow.story(args.story)
    handlers = {"emit": _emit, "show": _show, "compare": _compare}
    return handlers[args.act](story, args)


def _emit(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    fields: dict[str, Any] = {}
    for word in args.fields:
        name, equals, text = word.partition("=")
        if not equals:
            raise CommandError("no-field", f"'{word}' is no field", "write fields like tool=Read")
        fields[name] = parse_field(story.repository, args.event, name, text)
    if not story.exists:
        raise CommandError(
            "unknown-story", f"{story.id} has no folder", f"begin it: 'revi story new {story.id}'"
        )
    add_event = build_event if args.dry_run else emit
    line = add_event(story, args.event, now_ms(), fields)
    outcome = "would be added" if args.dry_run else "added"
    return CommandResult("emitted", f"{story.id}: {args.event} {outcome}", data={"event": line})


def _show(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    recent: deque[tuple[int, dict[str, Any]]] = deque(maxlen=args.last or None)
    fault_count = 0
    for line in read_lines(trace_file(story)):
        fault_count += bool(line.error)
        if not line.error and args.event in ("", line.value.get("event")):
            recent.append((line.number, line.value))
    unread_note = f", {fault_count:,} lines cannot be read" if fault_count else ""
    data = {"events": [value for _, value in recent], "unread": fault_count}
    lines = tuple(f"{number:>6}  {encode_line(value).decode().rstrip()}" for number, value in recent)
    return CommandResult("shown", f"{story.id}: {len(recent):,} events{unread_note}", data=data, lines=lines)


def _check(stories: tuple[StoryPaths, ...]) -> CommandResult:
    problems = [finding for story in stories for finding in check_trace(story)]
    findings = [problem_data(problem) for problem in problems]
    if not problems:
        label = f"{stories[0].id}" if len(stories) == 1 else f"{len(stories):,} stories"
        return CommandResult(
            "in-order", f"{label}: trace and ledger fit the contract", data={"findings": findings}
        )
    lines = [line for problem in problems for line in problem_lines(problem)]
    message = f"{len(problems):,} findings"
    return CommandResult("findings", message, exit_code=1, data={"findings": findings}, lines=tuple(lines))


def _compare(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    changes = compare_traces(story, args.baseline, Tolerance(args.tolerance, args.duration_tolerance))
    regressions = [change for change in changes if change.worse]
    data = {"changes": [change._asdict() for change in changes]}
    lines = tuple(map(_format_change, changes))
    if regressions:
        message = f"{story.id}: {len(regressions):,} regressions against {args.baseline}"
        fix = "mend the agent, or keep this run as the new baseline where it is meant"
        return CommandResult("regression", message, fix, 1, data, lines)
    message = f"{story.id}: no regression against {args.baseline}"
    return CommandResult("no-regression", message, data=data, lines=lines)


def _format_change(change: TraceChange) -> str:
    label = "worse" if change.worse else "other"
    return f"  {label}: {change.kind} {change.name}: {change.what} {change.before} -> {change.now}"
