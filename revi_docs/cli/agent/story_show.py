"""`revi story show`: what is known of one story."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.cli.agent.answer import Answer
from revi_docs.cli.agent.reading import sound
from revi_docs.decide.transitions import allowed_from
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import written
from revi_docs.runtime.workflow import Workflow

if TYPE_CHECKING:
    from revi_docs.stories.story import Story

_LAST = 5
"""So many rows of the log are shown."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """One story."""
    parser.add_argument("story", metavar="STORY", help="the story's id")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """Where it stands and since when, what may come next, its files, its tokens, the end of its log."""
    from revi_docs.stories.reading import read_story
    from revi_docs.stories.shelf import Shelf

    paths = workflow.story(given.story)
    if not paths.exists:
        raise RefusalError("unknown-story", f"there is no folder for {paths.id}", "see 'revi story list'")
    story = read_story(Shelf(Path(workflow.root), sound(workflow.root).contract), paths.id)
    entered = story.ledger.entered_ms([story.status]) if story.status else None
    since = written(entered, workflow.zone) if entered is not None else None
    following = allowed_from(workflow.contract, story.status)
    facts = {
        "id": story.id,
        "title": story.title,
        "status": story.status,
        "stated": story.text("status"),
        "since": since,
        "next": list(following),
        "dependsOn": list(story.depends_on),
        "artifacts": [{"kind": one.kind, "file": one.path} for one in story.artifacts],
        "tokens": tokens(story),
        "log": [{"time": one.time, "actor": one.actor, "what": one.what} for one in story.log[-_LAST:]],
    }
    said = f"{story.id}: {story.title or 'no title'}"
    return Answer("shown", said, facts=facts, lines=tuple(_lines(story, since, following)))


def tokens(story: Story) -> dict[str, int | None]:
    """Phase → the tokens that were recorded; None where a record says that nobody counted them."""
    found: dict[str, int | None] = {}
    for row in story.tokens:
        delta, before = row.number("delta"), found.get(row.phase, 0)
        found[row.phase] = None if delta is None or before is None else before + delta
    return found


def _lines(story: Story, since: str | None, following: tuple[str, ...]) -> Iterator[str]:
    """One line for each thing that is known, what it is told once for all that follow."""
    stated = story.text("status")
    other = f", and its file says {stated}" if stated and stated != story.status else ""
    yield _told("status", f"{story.status or 'unknown: it has no ledger'}{other}")
    if since is not None:
        yield _told("since", since)
    yield _told("next", ", ".join(following) or "nothing")
    if story.depends_on:
        yield _told("waits for", ", ".join(story.depends_on))
    used = (
        (phase, "unrecorded" if some is None else format(some, ",")) for phase, some in tokens(story).items()
    )
    yield from _each("tokens", (f"{phase}: {some}" for phase, some in used))
    yield from _each("files", (one.name for one in story.artifacts))
    yield from _each("log", (f"{row.time}  {row.actor}: {row.what}" for row in story.log[-_LAST:]))


def _each(name: str, values: Iterable[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield _told("" if number else name, value)


def _told(name: str, value: str) -> str:
    return f"  {name:<10} {value}"
