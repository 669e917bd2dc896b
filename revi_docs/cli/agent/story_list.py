"""`revi story list`: all stories in a table, or as data."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.cli.agent.answer import Answer
from revi_docs.cli.agent.reading import sound
from revi_docs.runtime.workflow import Workflow

if TYPE_CHECKING:
    from revi_docs.stories.listed import ListedStory

WIDTH = 80
"""Columns of a terminal that does not say how many it has."""

SORTS = ("id", "status", "phase", "title")


class Shown(NamedTuple):
    """A story in the table."""

    id: str
    status: str
    phase: str
    waits_for: str
    title: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """What narrows the list down, and how it is sorted."""
    parser.add_argument(
        "--status", action="append", default=[], help="only in this status; may be given again"
    )
    parser.add_argument("--stage", default="", help="only in this column of the board")
    parser.add_argument("--phase", default="", metavar="N", help="only of this phase of the plan")
    parser.add_argument("--text", default="", help="only with this in id or title")
    parser.add_argument("--blocked", action="store_true", help="only those that are held up")
    parser.add_argument("--sort", choices=SORTS, default="id", help="in which order")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The stories that fit, the newest words of their ledgers."""
    from revi_docs.stories.listing import listing

    found = listing(Path(workflow.root), sound(workflow.root)).stories.values()
    chosen = sorted((one for one in found if _fits(workflow, one, given)), key=_order(workflow, given.sort))
    shown = [
        Shown(one.id, one.status.id or "unknown", one.phase, ", ".join(one.waits_for), one.title)
        for one in chosen
    ]
    said = f"{len(shown)} of {len(found)} stories" if len(shown) != len(found) else f"{len(shown)} stories"
    return Answer(
        "listed", said, facts={"stories": [_fact(one) for one in chosen]}, lines=tuple(table(shown))
    )


def _fits(workflow: Workflow, one: ListedStory, given: argparse.Namespace) -> bool:
    status = workflow.contract.statuses.get(one.status.id)
    return (
        (not given.status or one.status.id in given.status)
        and (not given.stage or (status is not None and status.stage == given.stage))
        and (not given.phase or one.phase == given.phase)
        and (not given.blocked or (status is not None and status.counts_as_blocked))
        and given.text.casefold() in f"{one.id} {one.title}".casefold()
    )


def _order(workflow: Workflow, by: str):  # type: ignore[no-untyped-def]
    statuses = list(workflow.data["statuses"])

    def key(one: ListedStory) -> tuple[object, ...]:
        where = statuses.index(one.status.id) if one.status.id in statuses else len(statuses)
        return {"id": (), "status": (where,), "phase": (one.phase == "", one.phase), "title": (one.title,)}[
            by
        ]

    return key


def _fact(one: ListedStory) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "status": one.status.id,
        "stated": one.status.stated or one.status.id,
        "phase": one.phase,
        "dependsOn": list(one.depends_on),
        "waitsFor": list(one.waits_for),
        "file": one.file,
    }


def table(rows: list[Shown]) -> list[str]:
    """The rows in columns, the title cut so that a line fits the terminal."""
    if not rows:
        return []
    heads = Shown("Story", "Status", "Phase", "Waits for", "Title")
    kept = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    widths = {at: max(len(row[at]) for row in (heads, *rows)) for at in kept}
    last = kept[-1]
    room = _width() - sum(widths[at] + 2 for at in kept[:-1]) - 2
    lines = []
    for row in (heads, *rows):
        cells = [row[at].ljust(widths[at]) for at in kept[:-1]]
        lines.append(("  " + "  ".join([*cells, _cut(row[last], max(room, 12))])).rstrip())
    return [_dim(lines[0]), *lines[1:]]


def _cut(text: str, width: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= width else f"{plain[: width - 1]}…"


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return WIDTH


def _dim(line: str) -> str:
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[2m{line}\x1b[0m" if wanted else line
