"""The token log of a story: a row for each time that a phase's tokens were recorded; it only grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.decide.contract import Contract
from revi_docs.decide.records import check_record
from revi_docs.records.refusal import BrokenError
from revi_docs.records.tables import Table, head, row, tables
from revi_docs.records.usage import Usage

ARTIFACT, FILE = "token_log", "_implementation/TOKEN-LOG.md"
"""The artifact that holds the rows, and where it stands where the contract does not say."""

RECORD, STORY = "token_record", "storyId"
"""The record of the contract that a row is, and its field that no row carries: the file says whose it is."""

FIELDS = {
    "input": "tokensInput",
    "output": "tokensOutput",
    "cache_creation": "tokensCacheCreation",
    "cache_read": "tokensCacheRead",
}
"""Kind of tokens → the field of a record that holds it."""

COLUMNS = (
    *("phase", "command", "before", "after", "delta"),
    *FIELDS.values(),
    *("source", "complete", "recordedAt"),
)
"""The columns of a log that is begun."""

_NUMBERS = ("before", "after", "delta", *FIELDS.values())


class TokenRow(NamedTuple):
    """A row: its line from 1, what it states, and what is wrong with it."""

    line: int
    fields: Mapping[str, Any]
    faults: tuple[str, ...] = ()

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
        if not any(name in self.fields for name in FIELDS.values()):
            return None
        return Usage(*(self.fields.get(name, 0) for name in FIELDS.values()))

    @property
    def delta(self) -> int | None:
        """What the phase used more, of the kinds that count; None where nobody counted."""
        return self.fields.get("delta")

    @property
    def complete(self) -> bool:
        return self.fields.get("complete") is True and not self.faults


def read_rows(text: str, contract: Contract, story: str) -> tuple[TokenRow, ...]:
    """The rows of a token log, in order, sound or not; none where there is no table of them."""
    table = _table(text.splitlines())
    if table is None:
        return ()
    return tuple(_row(line, cells, table, (contract, story)) for line, cells in table.rows)


def _table(lines: Sequence[str]) -> Table | None:
    return next((table for table in tables(lines) if "phase" in table.columns), None)


def _row(line: int, cells: Sequence[str], table: Table, of: tuple[Contract, str]) -> TokenRow:
    contract, story = of
    pairs = zip(table.columns, cells, strict=False)
    types = {**dict.fromkeys(_NUMBERS, "integer?"), **contract.records.get(RECORD, {})}
    fields = {name: _read(types.get(name, ""), cell) for name, cell in pairs if name and cell}
    wrong: tuple[str, ...] = ()
    if RECORD in contract.records:
        wrong = check_record(contract, RECORD, {**fields, STORY: story})
    if len(cells) != len(table.columns):
        wrong = (f"has {len(cells)} cells and the table {len(table.columns)} columns", *wrong)
    sound = {name: value for name, value in fields.items() if name not in _NUMBERS or type(value) is int}
    return TokenRow(line, sound, wrong)


def _read(kind: str, cell: str) -> Any:
    """A cell as a value of a type of the contract; as a text where it is none."""
    plain = cell.replace(",", "")
    if kind.startswith(("integer", "number")) and plain.isascii() and plain.isdecimal():
        return int(plain)
    return {"true": True, "false": False}.get(cell, cell) if kind.startswith("boolean") else cell


def with_record(text: str, record: Mapping[str, Any]) -> str:
    """The log with one more row; it is begun where there is none. Nothing else is touched.

    Raises BrokenError where its table has no column for what the record states.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    table = _table(lines)
    if table is None:
        begun = text or f"# Token log{ending}"
        gap = "" if begun.endswith("\n\n") else ending if begun.endswith("\n") else ending * 2
        made = f"{head(COLUMNS)}{row(_cells(COLUMNS, record))}\n"
        return f"{begun}{gap}{made.replace(chr(10), ending)}"
    missing = [name for name in COLUMNS if name in record and name not in table.columns]
    if missing:
        raise BrokenError(
            "token-log-columns",
            f"the table in line {table.line} has no column '{missing[0]}'",
            f"give it the columns {', '.join(COLUMNS)}",
        )
    new, at = row(_cells(table.columns, record)), table.end - 1
    if at >= len(lines):
        return f"{text}{ending}{new}{ending}"
    return "\n".join([*lines[:at], new + ending.removesuffix("\n"), *lines[at:]])


def _cells(columns: Sequence[str], record: Mapping[str, Any]) -> list[str]:
    found = (record.get(name, "") for name in columns)
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in found]
