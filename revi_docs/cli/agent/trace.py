"""`revi trace`: events of a story, added, shown, held against the contract and against an earlier run."""

from __future__ import annotations

import argparse
from collections import deque
from typing import Any

from revi_docs.cli.agent.answer import Answer
from revi_docs.records.lines import as_line, read_lines
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms
from revi_docs.records.trace_changes import Change, Tolerance
from revi_docs.runtime.stories import all_stories
from revi_docs.runtime.trace_checks import check_trace
from revi_docs.runtime.trace_compares import compare
from revi_docs.runtime.traces import emit, event_of, trace_file, typed
from revi_docs.runtime.workflow import StoryPaths, Workflow

EXAMPLE = (
    "revi trace emit REVI-016 tool_call tool=Read path=src/board.py success=true",
    "revi trace show REVI-016 --last 20",
    "revi trace check REVI-016",
    "revi trace compare REVI-016 baseline.jsonl --tolerance 0.2",
)
_DOES = {
    "emit": "Add an event that no other command adds by itself.",
    "show": "Print the events of a story.",
    "check": "Replay trace and ledger against the contract.",
    "compare": "Tell what changed since a run that was kept; a regression is a no.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    each = {name: commands.add_parser(name, help=does, description=does) for name, does in _DOES.items()}
    for name in ("emit", "show", "compare"):
        each[name].add_argument("story", metavar="STORY", help="the story's id")
    each["emit"].add_argument("event", metavar="EVENT", help="an event of the contract")
    each["emit"].add_argument("fields", nargs="*", metavar="FIELD=VALUE", help="its fields")
    each["emit"].add_argument("--dry-run", action="store_true", help="say what would be added")
    each["show"].add_argument("--event", default="", help="only these")
    each["show"].add_argument("--last", type=int, default=50, metavar="N", help="how many (0: all)")
    which = each["check"].add_mutually_exclusive_group(required=True)
    which.add_argument("story", nargs="?", default="", metavar="STORY", help="the story's id")
    which.add_argument("--all", action="store_true", help="every story")
    each["compare"].add_argument("baseline", metavar="BASELINE", help="a kept trace, or another story's id")
    _shares(each["compare"])


def _shares(parser: argparse.ArgumentParser) -> None:
    usual = Tolerance()
    told = "by which share {} may grow (default: {:g})"
    for name, what, share in (
        ("--tolerance", "tokens and counts", usual.figures),
        ("--duration-tolerance", "times", usual.durations),
    ):
        parser.add_argument(name, type=float, default=share, metavar="SHARE", help=told.format(what, share))


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """What was added, shown or found."""
    if given.act == "check":
        stories = all_stories(workflow) if given.all else (workflow.story(given.story),)
        return _checked(stories)
    story = workflow.story(given.story)
    acts = {"emit": _emitted, "show": _shown, "compare": _compared}
    return acts[given.act](story, given)


def _emitted(story: StoryPaths, given: argparse.Namespace) -> Answer:
    fields: dict[str, Any] = {}
    for word in given.fields:
        name, equals, text = word.partition("=")
        if not equals:
            raise RefusalError("no-field", f"'{word}' is no field", "write fields like tool=Read")
        fields[name] = typed(story.workflow, given.event, name, text)
    if not story.exists:
        raise RefusalError("no-story", f"{story.id} has no folder", f"begin it: 'revi story new {story.id}'")
    adds = event_of if given.dry_run else emit
    line = adds(story, given.event, now_ms(), fields)
    would = "would be added" if given.dry_run else "added"
    return Answer("emitted", f"{story.id}: {given.event} {would}", facts={"event": line})


def _shown(story: StoryPaths, given: argparse.Namespace) -> Answer:
    kept: deque[tuple[int, dict[str, Any]]] = deque(maxlen=given.last or None)
    faults = 0
    for line in read_lines(trace_file(story)):
        faults += bool(line.fault)
        if not line.fault and given.event in ("", line.value.get("event")):
            kept.append((line.number, line.value))
    unread = f", {faults:,} lines cannot be read" if faults else ""
    facts = {"events": [value for _, value in kept], "unread": faults}
    lines = tuple(f"{number:>6}  {as_line(value).decode().rstrip()}" for number, value in kept)
    return Answer("shown", f"{story.id}: {len(kept):,} events{unread}", facts=facts, lines=lines)


def _checked(stories: tuple[StoryPaths, ...]) -> Answer:
    found = [one for story in stories for one in check_trace(story)]
    findings = [one._asdict() for one in found]
    if not found:
        what = f"{stories[0].id}" if len(stories) == 1 else f"{len(stories):,} stories"
        return Answer("in-order", f"{what}: trace and ledger fit the contract", facts={"findings": findings})
    lines: list[str] = []
    for one in found:
        lines += [f"{one.file}:{one.line}: {one.code}: {one.what}", f"  fix: {one.fix}"]
    said = f"{len(found):,} findings"
    return Answer("findings", said, exit=1, facts={"findings": findings}, lines=tuple(lines))


def _compared(story: StoryPaths, given: argparse.Namespace) -> Answer:
    found = compare(story, given.baseline, Tolerance(given.tolerance, given.duration_tolerance))
    worse = [one for one in found if one.worse]
    facts = {"changes": [one._asdict() for one in found]}
    lines = tuple(map(_line, found))
    if worse:
        said = f"{story.id}: {len(worse):,} regressions against {given.baseline}"
        fix = "mend the agent, or keep this run as the new baseline where it is meant"
        return Answer("regression", said, fix, 1, facts, lines)
    said = f"{story.id}: no regression against {given.baseline}"
    return Answer("no-regression", said, facts=facts, lines=lines)


def _line(one: Change) -> str:
    mark = "worse" if one.worse else "other"
    return f"  {mark}: {one.kind} {one.name}: {one.what} {one.before} -> {one.now}"
