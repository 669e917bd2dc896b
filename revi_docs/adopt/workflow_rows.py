"""One row of a table while it is read, and the names in its cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from revi_docs.adopt.extracted_facts import FactCollector, FactSpan, place_at_offset
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.table_parser import Cell, strip_formatting
from revi_docs.contract.model.declarations import NAME_PATTERN

_SEPARATOR = re.compile(r"\s*(?:,|\bor\b| / )\s*")


class AmbiguousCellError(Exception):
    """A cell of the table cannot be told for certain: the whole table is left alone."""

    def __init__(self, cell: Cell, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class DefinedNames:
    """Names that files have."""

    agents: Collection[str]
    commands: Collection[str]


@dataclass(slots=True)
class WorkflowRow:
    """One row while it is read."""

    source: ScannedFile
    cells: Mapping[str, Cell]
    defined_names: DefinedNames
    collector: FactCollector
    spans: list[FactSpan] = field(default_factory=list)

    def add_fact(
        self, path: tuple[str, ...], value: str | int | bool | None, cell: Cell, has_span: bool = True
    ) -> None:
        """Notes what a cell says, and that it shows it."""
        self.collector.add(path, value, place_at_offset(self.source.path, self.source.text, cell.start))
        if has_span:
            self.spans.append(FactSpan(cell.start, cell.end, (*path, "id") if value is None else path))

    def name_cell(self, column: str, pattern: str = NAME_PATTERN) -> Cell:
        """The cell of a column, which must hold a name."""
        return require_name(self.cells[column], pattern)


def require_name(cell: Cell, pattern: str) -> Cell:
    if not re.fullmatch(pattern, cell.text):
        raise AmbiguousCellError(cell, f"'{cell.text[:40]}' can be no name")
    return cell


def split_names(cell: Cell, pattern: str = NAME_PATTERN) -> list[Cell]:
    """The names in a cell, with commas, slashes or `or` between them."""
    cells: list[Cell] = []
    start = 0
    for separator in (*_SEPARATOR.finditer(cell.text), None):
        end = separator.start() if separator else len(cell.text)
        cells.append(require_name(strip_formatting(cell.text[start:end], cell.start + start), pattern))
        start = separator.end() if separator else end
    return cells
