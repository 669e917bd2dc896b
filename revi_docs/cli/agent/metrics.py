"""`revi metrics`: the figures of a story, or of all."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from revi_docs.cli.agent.answer import Answer
from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.stories import all_stories
from revi_docs.runtime.story_metrics import Metrics, Row, metrics, row_of
from revi_docs.runtime.workflow import StoryPaths, Workflow

EXAMPLE = ("revi metrics REVI-016", "revi metrics --all --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """A story, or all of them."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("story", nargs="?", default="", metavar="STORY", help="the story's id")
    which.add_argument("--all", action="store_true", help="every story with a trace, as a table")
    parser.add_argument("--dry-run", action="store_true", help="compute, and write nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The figures, which are written beside the trace."""
    if given.all:
        return _all(workflow, given)
    found = metrics(workflow.story(given.story), dry=given.dry_run)
    row = row_of(found.record)
    said = (
        f"{row.story}: {row.status}, {row.tokens:,} tokens, {row.spawns:,} agents, {row.tools:,} tool calls"
    )
    return Answer("metrics", said, facts={**_facts(found), "dryRun": given.dry_run}, lines=_unread(found))


def _facts(found: Metrics) -> dict[str, object]:
    return {"metrics": found.record, "events": found.events, "unread": found.unread}


def _unread(found: Metrics) -> tuple[str, ...]:
    return (f"  left out: {found.unread:,} lines that cannot be read",) if found.unread else ()


def _all(workflow: Workflow, given: argparse.Namespace) -> Answer:
    found, without = [], 0
    for story in all_stories(workflow):
        one = _or_none(story, dry=given.dry_run)
        found += [one] if one is not None else []
        without += one is None
    rows = [row_of(one.record) for one in found]
    said = f"{len(rows):,} stories with a trace, {without:,} without"
    facts = {"stories": [_facts(one) for one in found], "without": without, "dryRun": given.dry_run}
    return Answer("metrics", said, facts=facts, lines=_table(rows))


def _or_none(story: StoryPaths, *, dry: bool) -> Metrics | None:
    """The figures of a story; None where nothing was done yet."""
    try:
        return metrics(story, dry=dry)
    except RefusalError as error:
        if error.code == "no-events":
            return None
        raise


def _table(rows: Sequence[Row]) -> tuple[str, ...]:
    """Columns in line, numbers to the right."""
    if not rows:
        return ()
    head = ("story", "status", "phase", "tokens", "ms", "agents", "tools")
    cells = [head, *(tuple(f"{one:,}" if isinstance(one, int) else one for one in row) for row in rows)]
    wide = [max(len(line[at]) for line in cells) for at in range(len(head))]
    return tuple(
        "  ".join(
            one.ljust(wide[at]) if at < 3 else one.rjust(wide[at]) for at, one in enumerate(line)
        ).rstrip()
        for line in cells
    )
