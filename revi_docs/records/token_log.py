"""The token log of a story: a row for each time that a phase's tokens were recorded; it only grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.records import check_record
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.markdown_tables import MarkdownTable, find_tables, format_header, format_row
from revi_docs.records.usage import Usage

ARTIFACT, DEFAULT_FILE = "token_log", "_implementation/TOKEN-LOG.md"
"""The artifact that holds the rows, and where it stands where the contract does not say."""

RECORD_TYPE, STORY_FIELD = "token_record", "storyId"
"""The record of the contract that a row is, and its field that no row carries: the file says whose it is."""

FIELD_BY_KIND = {
    "input": "tokensInput",
    "output": "tokensOutput",
    "cache_creation": "tokensCacheCreation",
    "cache_read": "tokensCacheRead",
}
"""Kind of tokens → the field of a record that holds it."""

COLUMNS = (
    *("phase", "command", "before", "after", "delta"),
    *FIELD_BY_KIND.values(),
    *("source", "complete", "recordedAt"),
)
"""The columns of a log that is begun."""

_NUMBER_FIELDS = ("before", "after", "delta", *FIELD_BY_KIND.values())


class TokenRow(NamedTuple):
    """A row: its line from 1, what it states, and what is wrong with it."""

    line: int
    fields: Mapping[str, Any]
    errors: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        return str(self.fields.get("phase", ""))

    def number(self, field: str) -> int | None:
        """A field that holds a whole number; None where it says none."""
        value = self.fields.get(field)
        return value if type(value) is int else None

    @property
    def usage(self) -> Usage | None:
        """The tokens by kind; None where it states no kind. A kind that is absent is none here."""
        if not any(name in self.fields for name in FIELD_BY_KIND.values()):
            return None
        return Usage(*(self.fields.get(name, 0) for name in FIELD_BY_KIND.values()))

    @property
    def delta(self) -> int | None:
        """What the phase used more, of the kinds that count; None where nobody counted."""
        return self.fields.get("delta")

    @property
    def complete(self) -> bool:
        return self.fields.get("complete") is True and not self.errors


def read_rows(text: str, contract: CompiledContract, story: str) -> tuple[TokenRow, ...]:
    """The rows of a token log, in order, sound or not; none where there is no table of them."""
    table = _find_token_table(text.splitlines())
    if table is None:
        return ()
    return tuple(_token_row(line, cells, table, (contract, story)) for line, cells in table.rows)


def _find_token_table(lines: Sequence[str]) -> MarkdownTable | None:
    return next((table for table in find_tables(lines) if "phase" in table.columns), None)


def _token_row(
    line: int, cells: Sequence[str], table: MarkdownTable, contract_and_story: tuple[CompiledContract, str]
) -> TokenRow:
    contract, story = contract_and_story
    pairs = zip(table.columns, cells, strict=False)
    types = {**dict.fromkeys(_NUMBER_FIELDS, "integer?"), **contract.records.get(RECORD_TYPE, {})}
    fields = {name: _parse_cell(types.get(name, ""), cell) for name, cell in pairs if name and cell}
    errors: tuple[str, ...] = ()
    if RECORD_TYPE in contract.records:
        errors = check_record(contract, RECORD_TYPE, {**fields, STORY_FIELD: story})
    if len(cells) != len(table.columns):
        errors = (f"has {len(cells)} cells and the table {len(table.columns)} columns", *errors)
    valid_fields = {
        name: value for name, value in fields.items() if name not in _NUMBER_FIELDS or type(value) is int
    }
    return TokenRow(line, valid_fields, errors)


def _parse_cell(type_name: str, cell: str) -> Any:
    """A cell as a value of a type of the contract; as a text where it is none."""
    digits = cell.replace(",", "")
    if type_name.startswith(("integer", "number")) and digits.isascii() and digits.isdecimal():
        return int(digits)
    return {"true": True, "false": False}.get(cell, cell) if type_name.startswith("boolean") else cell


def append_record(text: str, record: Mapping[str, Any]) -> str:
    """The log with one more row; it is begun where there is none. Nothing else is touched.

    Raises BrokenError where its table has no column for what the record states.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    table = _find_token_table(lines)
    if table is None:
        log_text = text or f"# Token log{newline}"
        separator = "" if log_text.endswith("\n\n") else newline if log_text.endswith("\n") else newline * 2
        table_text = f"{format_header(COLUMNS)}{format_row(_record_cells(COLUMNS, record))}\n"
        return f"{log_text}{separator}{table_text.replace(chr(10), newline)}"
    missing = [name for name in COLUMNS if name in record and name not in table.columns]
    if missing:
        raise UnavailableError(
            "token-log-columns",
            f"the table in line {table.line} has no column '{missing[0]}'",
            f"give it the columns {', '.join(COLUMNS)}",
        )
    new_row, index = format_row(_record_cells(table.columns, record)), table.end - 1
    if index >= len(lines):
        return f"{text}{newline}{new_row}{newline}"
    return "\n".join([*lines[:index], new_row + newline.removesuffix("\n"), *lines[index:]])


def _record_cells(columns: Sequence[str], record: Mapping[str, Any]) -> list[str]:
    values = (record.get(name, "") for name in columns)
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
