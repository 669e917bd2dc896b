"""`revi story list`: list all stories as a table or as JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.cli.agent.contract_loader import load_valid_contract
from revi_docs.runtime.base.repository import Repository

if TYPE_CHECKING:
    from revi_docs.stories.story_index import IndexedStory

DEFAULT_WIDTH = 80
"""Used if the size of the terminal is unknown: the traditional 80 columns."""

SORT_FIELDS = ("id", "status", "phase", "title")


class StoryTableRow(NamedTuple):
    """One row of the table."""

    id: str
    status: str
    phase: str
    waits_for: str
    title: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the filters and the sort order."""
    add = parser.add_argument
    add("--status", action="append", default=[], help="only stories in this status; can be repeated")
    add("--stage", default="", help="only stories in this column of the board")
    add("--phase", default="", metavar="N", help="only stories of this phase of the plan")
    add("--text", default="", help="only stories with this text in id or title")
    add("--blocked", action="store_true", help="only blocked stories")
    add("--sort", choices=SORT_FIELDS, default="id", help="the sort order (default: %(default)s)")


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Return the stories that match, with the status from their ledgers."""
    from revi_docs.stories.story_index_builder import build_story_index

    stories = build_story_index(Path(repository.root), load_valid_contract(repository.root)).stories.values()
    selected = sorted(
        (story for story in stories if _matches(repository, story, args)), key=_sort_key(repository, args.sort)
    )
    rows = [
        StoryTableRow(story.id, story.status.id or "unknown", story.phase, ", ".join(story.waits_for), story.title)
        for story in selected
    ]
    message = f"{len(rows)} of {len(stories)} stories" if len(rows) != len(stories) else f"{len(rows)} stories"
    return CommandResult(
        "listed", message, data={"stories": [_story_data(story) for story in selected]}, lines=tuple(format_table(rows))
    )


def _matches(repository: Repository, story: IndexedStory, args: argparse.Namespace) -> bool:
    status = repository.contract.statuses.get(story.status.id)
    return (
        (not args.status or story.status.id in args.status)
        and (not args.stage or (status is not None and status.stage == args.stage))
        and (not args.phase or story.phase == args.phase)
        and (not args.blocked or (status is not None and status.counts_as_blocked))
        and args.text.casefold() in f"{story.id} {story.title}".casefold()
    )


def _sort_key(repository: Repository, sort_field: str) -> Callable[[IndexedStory], tuple[object, ...]]:
    statuses = list(repository.section("statuses"))

    def key(story: IndexedStory) -> tuple[object, ...]:
        position = statuses.index(story.status.id) if story.status.id in statuses else len(statuses)
        return {"id": (), "status": (position,), "phase": (story.phase == "", story.phase), "title": (story.title,)}[
            sort_field
        ]

    return key


def _story_data(story: IndexedStory) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "status": story.status.id,
        "frontMatterStatus": story.status.front_matter_status or story.status.id,
        "phase": story.phase,
        "dependsOn": list(story.depends_on),
        "waitsFor": list(story.waits_for),
        "file": story.file,
    }


def format_table(rows: list[StoryTableRow]) -> list[str]:
    """Return the rows as aligned columns; titles are truncated to the width of the terminal."""
    if not rows:
        return []
    header = StoryTableRow("Story", "Status", "Phase", "Waits for", "Title")
    columns = [column for column in range(len(header)) if any(row[column] for row in rows)]
    widths = {column: max(len(row[column]) for row in (header, *rows)) for column in columns}
    last_column = columns[-1]
    last_width = _terminal_width() - sum(widths[column] + 2 for column in columns[:-1]) - 2
    lines = []
    for row in (header, *rows):
        cells = [row[column].ljust(widths[column]) for column in columns[:-1]]
        lines.append(("  " + "  ".join([*cells, _truncate(row[last_column], max(last_width, 12))])).rstrip())
    return [_dimmed(lines[0]), *lines[1:]]


def _truncate(text: str, width: int) -> str:
    single_line = " ".join(text.split())
    return single_line if len(single_line) <= width else f"{single_line[: width - 1]}…"


def _terminal_width() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def _dimmed(line: str) -> str:
    use_color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[2m{line}\x1b[0m" if use_color else line
