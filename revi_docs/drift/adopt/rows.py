"""One row of a table while it is read, and the names in its cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from revi_docs.contract.shape import NAME
from revi_docs.drift.adopt.facts import Findings, Span, place_in
from revi_docs.drift.adopt.sources import Source
from revi_docs.drift.adopt.tables import Cell, undressed

_JOINT = re.compile(r"\s*(?:,|\bor\b| / )\s*")


class UnclearError(Exception):
    """A cell of the table cannot be told for certain: the whole table is left alone."""

    def __init__(self, cell: Cell, why: str) -> None:
        super().__init__(why)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Known:
    """Names that files have."""

    agents: Collection[str]
    commands: Collection[str]


@dataclass(slots=True)
class Row:
    """One row while it is read."""

    source: Source
    cells: Mapping[str, Cell]
    known: Known
    found: Findings
    spans: list[Span] = field(default_factory=list)

    def says(
        self, path: tuple[str, ...], value: str | int | bool | None, cell: Cell, shown: bool = True
    ) -> None:
        """Notes what a cell says, and that it shows it."""
        self.found.add(path, value, place_in(self.source.path, self.source.text, cell.start))
        if shown:
            self.spans.append(Span(cell.start, cell.end, (*path, "id") if value is None else path))

    def name(self, column: str, pattern: str = NAME) -> Cell:
        """The cell of a column, which must hold a name."""
        return name_in(self.cells[column], pattern)


def name_in(cell: Cell, pattern: str) -> Cell:
    if not re.fullmatch(pattern, cell.text):
        raise UnclearError(cell, f"'{cell.text[:40]}' can be no name")
    return cell


def names(cell: Cell, pattern: str = NAME) -> list[Cell]:
    """The names in a cell, with commas, slashes or `or` between them."""
    found: list[Cell] = []
    start = 0
    for joint in (*_JOINT.finditer(cell.text), None):
        end = joint.start() if joint else len(cell.text)
        found.append(name_in(undressed(cell.text[start:end], cell.start + start), pattern))
        start = joint.end() if joint else end
    return found
