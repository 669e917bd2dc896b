"""`revi story list`: list all stories as a table or as JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.agent_command import agent_command, pass_repository
from revi_docs.cli.agent.contract_loader import load_valid_contract
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.problems.suggestions import suggestion_hint
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.runtime.base.repository import Repository

if TYPE_CHECKING:
    from revi_docs.stories.story_index import IndexedStory

DEFAULT_WIDTH = 80
"""Used if the size of the terminal is unknown: the traditional 80 columns."""

_OWNER_WIDTH = 16
"""Characters of an owner that are shown. Arbitrary: the start of a session id tells sessions apart."""

SORT_FIELDS = ("id", "status", "phase", "title")


class StoryTableRow(NamedTuple):
    """One row of the table."""

    id: str
    status: str
    phase: str
    owner: str
    waits_for: str
    title: str


class StoryFilter(NamedTuple):
    """What the listed stories have in common; "" and empty match everything."""

    statuses: tuple[str, ...] = ()
    stage: str = ""
    phase: str = ""
    text: str = ""
    blocked: bool = False


@agent_command("revi story list --status in-progress --status in-qa", name="list")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    help="Only stories in this status. Can be repeated.",
    shell_complete=completion_values.statuses,
)
@click.option(
    "--stage", default="", help="Only stories in this column of the board.", shell_complete=completion_values.stages
)
@click.option("--phase", default="", metavar="N", help="Only stories of this phase of the plan.")
@click.option("--text", default="", help="Only stories with this text in id or title.")
@click.option("--blocked", is_flag=True, help="Only blocked stories.")
@click.option("--sort", type=click.Choice(SORT_FIELDS), default="id", help="The sort order. [default: id]")
@pass_repository
def list_stories(
    repository: Repository, statuses: tuple[str, ...], stage: str, phase: str, text: str, blocked: bool, sort: str
) -> CommandResult:
    """List all stories, including those that are only planned."""
    statuses = tuple(resolve_id(repository.contract, "status", name) for name in statuses)
    _check_stage(repository, stage)
    story_filter = StoryFilter(statuses, stage, phase, text, blocked)
    # Imported late, after the arguments are checked: a wrong one is reported at once.
    from revi_docs.stories.story_index_builder import build_story_index

    stories = build_story_index(Path(repository.root), load_valid_contract(repository.root)).stories.values()
    selected = sorted(
        (story for story in stories if _matches(repository, story, story_filter)), key=_sort_key(repository, sort)
    )
    owners, warning = _read_owners(repository)
    rows = [
        StoryTableRow(
            story.id,
            story.status.id or "unknown",
            story.phase,
            _truncate(owners.get(story.id, ""), _OWNER_WIDTH),
            ", ".join(story.waits_for),
            story.title,
        )
        for story in selected
    ]
    message = f"{len(rows)} of {len(stories)} stories" if len(rows) != len(stories) else pluralize(len(rows), "story")
    story_data = [{**_story_data(story), "owner": owners.get(story.id)} for story in selected]
    return CommandResult("listed", message, data={"stories": story_data}, lines=(*format_table(rows), *warning))


def _read_owners(repository: Repository) -> tuple[dict[str, str], tuple[str, ...]]:
    """Story → who works on it; with a warning if that is unknown, because the store cannot be reached."""
    if not repository.has_locks:
        return {}, ()
    try:
        return {story_id: str(record["owner"]) for story_id, record in repository.claims.claimed().items()}, ()
    except UnavailableError as error:
        # The list is useful without owners, so an unreachable store is only a warning.
        return {}, (f"  warning: {error.message}, so the owners are unknown",)


def _check_stage(repository: Repository, stage: str) -> None:
    """Raise CommandError if the board has no such column."""
    stages = list(repository.section("stages"))
    if stage and stage not in stages:
        fix = f"use one of: {', '.join(stages)}" if stages else "leave out --stage: the contract has no stages"
        raise CommandError("not-in-contract", f"there is no stage '{stage}'{suggestion_hint(stage, stages)}", fix)


def _matches(repository: Repository, story: IndexedStory, story_filter: StoryFilter) -> bool:
    status = repository.contract.statuses.get(story.status.id)
    return (
        (not story_filter.statuses or story.status.id in story_filter.statuses)
        and (not story_filter.stage or (status is not None and status.stage == story_filter.stage))
        and (not story_filter.phase or story.phase == story_filter.phase)
        and (not story_filter.blocked or (status is not None and status.counts_as_blocked))
        and story_filter.text.casefold() in f"{story.id} {story.title}".casefold()
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
    header = StoryTableRow("Story", "Status", "Phase", "Owner", "Waits for", "Title")
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
        # The output is not a terminal.
        return DEFAULT_WIDTH


def _dimmed(line: str) -> str:
    from revi_docs.cli.output.printing import paint_for

    return paint_for(sys.stdout)("dim", line)
