"""The token log of a story: append-only tables with one row per recording of a phase's tokens.

Rows are never rewritten. A record with a field that the last table has no column for starts a new table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.records import check_record
from revi_docs.records import log_tables
from revi_docs.records.usage import Usage

ARTIFACT, DEFAULT_FILE = "token_log", "_implementation/TOKEN-LOG.md"
"""The artifact with the rows, and its path if the contract does not set one."""

RECORD_TYPE, STORY_FIELD = "token_record", "storyId"
"""The record of the contract for a row, and its field that rows omit: the file belongs to one story."""

FIELD_BY_KIND = {
    "input": "tokensInput",
    "output": "tokensOutput",
    "cache_creation": "tokensCacheCreation",
    "cache_read": "tokensCacheRead",
}
"""Kind of tokens → field of the record."""

STATED = "stated"
"""The source of a number that a person or an agent passed."""

STATED_BY = "statedBy"
"""The field with the person or agent who stated a number that nothing else shows. A contract may not have it."""

COLUMNS = (
    *("phase", "command", "before", "after", "delta"),
    *FIELD_BY_KIND.values(),
    *("source", STATED_BY, "complete", "recordedAt"),
)
"""The columns of a new table."""

NUMBER_FIELDS = ("before", "after", "delta", *FIELD_BY_KIND.values())

_DEFAULT_TYPES = {
    **dict.fromkeys(NUMBER_FIELDS, "integer?"),
    "complete": "boolean",
}
"""Types of fields that are not texts, for a contract without the record."""


class TokenRow(NamedTuple):
    """A row: its line from 1, its fields, and its errors."""

    line: int
    fields: Mapping[str, Any]
    errors: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        """The phase that used the tokens; "" if the row names none."""
        return str(self.fields.get("phase", ""))

    def number(self, field: str) -> int | None:
        """The value of an integer field; None for anything else."""
        value = self.fields.get(field)
        return value if type(value) is int else None

    @property
    def usage(self) -> Usage | None:
        """The tokens by kind, missing kinds as 0; None if all kinds are missing."""
        if not any(name in self.fields for name in FIELD_BY_KIND.values()):
            return None
        return Usage(*(self.fields.get(name, 0) for name in FIELD_BY_KIND.values()))

    @property
    def delta(self) -> int | None:
        """The increase of the tokens that count for budgets; None if they were not counted."""
        return self.fields.get("delta")

    @property
    def complete(self) -> bool:
        """Whether the row says that its count is complete, and is valid."""
        return self.fields.get("complete") is True and not self.errors


def is_same_record(row: TokenRow, record: Mapping[str, Any]) -> bool:
    """Whether a row is this record, compared as text: a contract may declare another type for a field."""
    return _record_cells(COLUMNS, row.fields) == _record_cells(COLUMNS, record)


def read_rows(text: str, contract: CompiledContract, story: str) -> tuple[TokenRow, ...]:
    """All rows of a token log in order, valid or not; empty without a table.

    A row that is there again, as after a merge that kept both sides, is one record.
    """
    tables = _token_tables(text.splitlines())
    rows: dict[tuple[object, ...], TokenRow] = {}
    for table in tables:
        for table_row in table.rows:
            row = _token_row(table_row, table, contract, story)
            rows.setdefault(_identity(row), row)
    return tuple(rows.values())


def _identity(row: TokenRow) -> tuple[object, ...]:
    """What two rows of the same record share: all fields, if they have the time of the record."""
    return tuple(row.fields.items()) if "recordedAt" in row.fields else (row.line,)


def _token_tables(lines: Sequence[str]) -> list[log_tables.LogTable]:
    return [table for table in log_tables.find_log_tables(lines) if "phase" in table.columns]


def _token_row(
    row: log_tables.TableRow, table: log_tables.LogTable, contract: CompiledContract, story: str
) -> TokenRow:
    pairs = zip(table.columns, row.cells, strict=False)
    types = {**_DEFAULT_TYPES, **contract.records.get(RECORD_TYPE, {})}
    fields = {name: _parse_cell(types.get(name, ""), cell) for name, cell in pairs if name and cell}
    errors: tuple[str, ...] = ()
    if RECORD_TYPE in contract.records:
        # The field is ours: a contract that does not declare it must not reject its rows.
        undeclared = {STATED_BY} - contract.records[RECORD_TYPE].keys()
        checked = {name: value for name, value in fields.items() if name not in undeclared}
        errors = check_record(contract, RECORD_TYPE, {**checked, STORY_FIELD: story})
    if len(row.cells) != len(table.columns):
        errors = (f"{len(row.cells)} cells, but the table has {len(table.columns)} columns", *errors)
    # An invalid number is an error of the row, and must not be part of a sum.
    invalid = {name for name in NUMBER_FIELDS if name in fields and type(fields[name]) is not int}
    return TokenRow(row.line, {name: value for name, value in fields.items() if name not in invalid}, errors)


def _parse_cell(type_name: str, cell: str) -> Any:
    """Convert a cell to the type of its field; unchanged if it does not match."""
    # People write thousands separators.
    digits = cell.replace(",", "")
    if type_name.startswith(("integer", "number")) and digits.isascii() and digits.isdecimal():
        return int(digits)
    return {"true": True, "false": False}.get(cell, cell) if type_name.startswith("boolean") else cell


def append_record(text: str, record: Mapping[str, Any]) -> str:
    """The log with a row appended; adds a table if the last one has no column for a field of the record."""
    fields = {name for name in COLUMNS if name in record}
    table = next(iter(reversed(_token_tables(text.split("\n")))), None)
    if table is None or not fields.issubset(table.columns):
        newline = "\r\n" if "\r\n" in text else "\n"
        log_text = text or f"# Token log{newline}"
        separator = "" if log_text.endswith("\n\n") else newline if log_text.endswith("\n") else newline * 2
        first_row = log_tables.format_row(_record_cells(COLUMNS, record))
        table_text = f"{log_tables.format_header(COLUMNS)}{first_row}\n"
        return f"{log_text}{separator}{table_text.replace(chr(10), newline)}"
    return log_tables.insert_row(text, table, _record_cells(table.columns, record))


def _record_cells(columns: Sequence[str], record: Mapping[str, Any]) -> list[str]:
    values = (record.get(name, "") for name in columns)
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
