"""Addresses of table cells in `owns`: `Statuses | Status | Meaning` instead of the name of a front-matter field.

The parts are the heading above the table, the header of its key column and the header of the owned column. Without
the last part, the address means the rows: the key column has one row for each item. Several key columns are separated
by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.table_cells import Cell, ParsedTable, parse_tables

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CellAddress:
    """The rows of a table, or with `column` one cell in each row."""

    heading: str
    key_columns: tuple[str, ...]
    column: str = ""

    def __str__(self) -> str:
        parts = (self.heading, ", ".join(self.key_columns), *([self.column] if self.column else ()))
        return " | ".join(parts).lstrip()


@dataclass(frozen=True, slots=True)
class AddressedRow:
    """A row of an addressed table: its key cells, and its owned cell, None if the address has no column."""

    table: ParsedTable
    cells: tuple[Cell, ...]
    keys: tuple[Cell, ...]
    cell: Cell | None


def parse_address(name: str) -> CellAddress | None:
    """Return the address of a cell; None if the name is that of a front-matter field."""
    parts = [part.strip() for part in name.split("|")]
    if len(parts) not in (2, 3):
        return None
    key_columns = tuple(column.strip() for column in parts[1].split(","))
    return CellAddress(parts[0], key_columns, parts[2] if len(parts) == 3 else "")


def is_cell_address(name: str) -> bool:
    """Whether the name of a field in `owns` is the address of a table cell."""
    return parse_address(name) is not None


def addressed_tables(text: str, address: CellAddress) -> Iterator[ParsedTable]:
    """Yield the tables under the heading that have all columns of the address."""
    columns = [comparable(column) for column in (*address.key_columns, address.column) if column]
    for table in parse_tables(text):
        headers = [comparable(header.text) for header in table.headers]
        if comparable(table.heading) == comparable(address.heading) and set(columns) <= set(headers):
            yield table


def addressed_rows(text: str, address: CellAddress) -> Iterator[AddressedRow]:
    """Yield the complete rows of the addressed tables."""
    for table in addressed_tables(text, address):
        headers = [comparable(header.text) for header in table.headers]
        key_indexes = [headers.index(comparable(column)) for column in address.key_columns]
        index = headers.index(comparable(address.column)) if address.column else None
        for row in table.rows:
            if len(row) == len(headers):
                cell = row[index] if index is not None else None
                yield AddressedRow(table, row, tuple(row[key] for key in key_indexes), cell)


def comparable(text: str) -> str:
    """Return a heading or header without formatting, letter case and extra spaces."""
    return _SPACES.sub(" ", text.strip().strip("*_`")).casefold()
