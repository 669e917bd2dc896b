"""The token log of a story: one row for each phase, with the columns of the contract's record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.decide.contract import Contract
from revi_docs.decide.records import check_record
from revi_docs.records.tables import Table, tables
from revi_docs.stories.document import Document
from revi_docs.stories.story import TokenRow

ARTIFACT = "token_log"
"""The artifact that holds the rows."""

RECORD = "token_record"
"""The record of the contract that a row is."""

STORY = "storyId"
"""The field that no row carries, since the file is the story's own."""


def columns(contract: Contract) -> tuple[str, ...]:
    """The columns of the table: the record's fields without the story's id."""
    return tuple(field for field in contract.records.get(RECORD, {}) if field != STORY)


def token_rows(document: Document, story: str, contract: Contract) -> Iterator[TokenRow]:
    """The rows of the first table that has a column for the phase."""
    if RECORD not in contract.records:
        return
    wanted = (table for table in tables(document.lines) if "phase" in table.columns)
    table = next(wanted, None)
    if table is not None:
        for line, cells in table.rows:
            fields = _fields(table, cells, contract.records[RECORD])
            wrong = check_record(contract, RECORD, {**fields, STORY: story})
            if len(cells) != len(table.columns):
                wrong = (f"has {len(cells)} cells and the table {len(table.columns)} columns", *wrong)
            yield TokenRow(line, fields, wrong)


def _fields(table: Table, cells: tuple[str, ...], types: Mapping[str, str]) -> dict[str, Any]:
    """The cells as the record's fields; an empty one is absent."""
    pairs = zip(table.columns, cells, strict=False)
    return {name: _value(cell, types.get(name, "string").removesuffix("?")) for name, cell in pairs if cell}


def _value(cell: str, kind: str) -> Any:
    if kind in ("integer", "number") and cell.replace(",", "").removeprefix("-").isdecimal():
        return int(cell.replace(",", ""))
    return {"true": True, "false": False}.get(cell, cell) if kind == "boolean" else cell
