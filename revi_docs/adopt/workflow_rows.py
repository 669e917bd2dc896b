"""Read one row of a workflow table, and the names in its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.model.declarations import NAME_PATTERN
from revi_docs.files.markdown.table_cells import Cell, strip_formatting
from revi_docs.files.text_places import place_at_offset
from revi_docs.ownership.cells.cell_values import name_list

# A slash only between spaces: without them, it is the start of a command or a path.
_SEPARATOR = re.compile(r",|\bor\b| / ")


class AmbiguousCellError(Exception):
    """A cell is ambiguous, so the whole table is skipped."""

    def __init__(self, cell: Cell, reason: str) -> None:
        super().__init__(reason)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class DefinedNames:
    """The agents and commands that have a file or are in the contract."""

    agents: ItemReferences
    commands: ItemReferences


@dataclass(slots=True)
class WorkflowRow:
    """A row with its cells by the role of their column; collects facts.

    `is_explicit` says that the headers name statuses, as in `From Status`.
    """

    source: ScannedFile
    cells: Mapping[str, Cell]
    defined_names: DefinedNames
    collector: FactCollector
    is_explicit: bool = False

    def add_fact(self, path: tuple[str, ...], value: str | int | bool | None, cell: Cell) -> None:
        """Collect the fact of a cell."""
        self.collector.add(path, value, place_at_offset(self.source.path, self.source.text, cell.start))

    def name_cell(self, column: str, pattern: str = NAME_PATTERN) -> Cell:
        """Return the cell of a column; raise AmbiguousCellError if it is not a name."""
        return require_name(self.cells[column], pattern)

    def target_names(self, column: str, own_name: str) -> tuple[str, ...]:
        """Return the statuses in a cell such as "→ `done`, → `open`"; raise AmbiguousCellError if one is not a name.

        A cell can repeat the status of its row: "`open` → `done`".
        """
        cell = self.cells[column]
        names = name_list(cell.text)
        for name in names:
            if not re.fullmatch(NAME_PATTERN, name):
                raise AmbiguousCellError(cell, f"'{name[:40]}' is not a valid name")
        return names[1:] if len(names) > 1 and names[0] == own_name else names


def require_name(cell: Cell, pattern: str) -> Cell:
    """Return the cell; raise AmbiguousCellError if it is not a name."""
    if not re.fullmatch(pattern, cell.text):
        raise AmbiguousCellError(cell, f"'{cell.text[:40]}' is not a valid name")
    return cell


def split_names(cell: Cell, pattern: str = NAME_PATTERN) -> list[Cell]:
    """Split a cell into names, separated by commas, slashes or `or`."""
    cells: list[Cell] = []
    start = 0
    for separator in (*_SEPARATOR.finditer(cell.text), None):
        end = separator.start() if separator else len(cell.text)
        name = cell.text[start:end].lstrip()
        cells.append(require_name(strip_formatting(name.rstrip(), cell.start + end - len(name)), pattern))
        start = separator.end() if separator else end
    return cells
