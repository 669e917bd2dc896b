"""What a row of a table of transitions says: from where to where, who moves a story, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.contract.shape import NAME, WORDS
from revi_docs.drift.adopt.facts import Span
from revi_docs.drift.adopt.rows import Row, UnclearError, name_in, names
from revi_docs.drift.adopt.tables import Cell

_NONE = ("", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """What takes a way: an event, a verdict, or nothing that is said."""

    event: Cell | None = None
    verdict: Cell | None = None

    @property
    def path(self) -> tuple[str, str]:
        """Its part of a transition's path."""
        return (self.event.text if self.event else "", self.verdict.text if self.verdict else "")


def read_transition(row: Row) -> None:
    """Notes the ways that a row states: one for each source and each trigger."""
    sources, target = names(row.cells["from"]), row.name("to")
    by = _mover(row)
    for cell in (*sources, target):
        row.says(("statuses", cell.text), None, cell, shown=False)
    triggers = list(_triggers(row)) or [_Trigger()]
    for source in sources:
        for trigger in triggers:
            _way(row, (source, target), by, trigger)
    row.spans = list({span.start: span for span in row.spans}.values())


def _way(row: Row, ends: tuple[Cell, Cell], by: str, trigger: _Trigger) -> None:
    source, target = ends
    path = ("transitions", source.text, by, *trigger.path)
    whole = (*path, target.text)
    row.says(path if any(trigger.path) else whole, target.text, target, shown=False)
    shown = {"from": source, "to": target, "event": trigger.event, "verdict": trigger.verdict}
    row.spans += [Span(cell.start, cell.end, (*whole, key)) for key, cell in shown.items() if cell]


def _mover(row: Row) -> str:
    """Who takes the way: a command, `manual` or `system`."""
    cell = row.cells.get("by") or row.cells.get("trigger")
    if cell is None:
        raise UnclearError(row.cells["from"], "no column says who moves a story")
    name = cell.text.removeprefix("/")
    if name in (MANUAL, SYSTEM):
        return name
    is_named = cell.is_code or cell.text.startswith("/")
    if name not in row.known.commands and (row.known.commands or not is_named):
        raise UnclearError(cell, f"'{cell.text[:40]}' is no command, neither '{MANUAL}' nor '{SYSTEM}'")
    at = Cell(name, cell.end - len(name), cell.end)
    row.says(("commands", name_in(at, NAME).text), None, at)
    return name


def _triggers(row: Row) -> Iterator[_Trigger]:
    """The events and the verdicts that lead this way. A cell of capital words holds verdicts."""
    columns = ("event", "trigger", "verdict") if "by" in row.cells else ("event", "verdict")
    for column in columns:
        cell = row.cells.get(column)
        if cell is None or cell.text in _NONE:
            continue
        first = cell.text.split(",")[0].strip("` ")
        if column == "verdict" or re.fullmatch(WORDS, first):
            yield from (_Trigger(verdict=one) for one in names(cell, WORDS))
        else:
            yield from (_Trigger(event=one) for one in names(cell, NAME))
