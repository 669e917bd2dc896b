"""Where a table shows a value: one cell, or a row that is missing. Each slot finds its place in a text again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.files.markdown.cell_address import CellAddress, addressed_rows, addressed_tables, comparable
from revi_docs.files.markdown.front_matter_edits import FieldEditError
from revi_docs.files.markdown.table_cells import Cell
from revi_docs.ownership.cells.cell_values import cell_text, shows
from revi_docs.ownership.cells.contract_values import OwnedValue


@dataclass(frozen=True, slots=True)
class CellSlot:
    """The cell of the row with these keys."""

    address: CellAddress
    keys: tuple[str, ...]
    cell: Cell

    def actual(self, text: str) -> str | None:
        """Return what the cell shows."""
        return text[self.cell.start : self.cell.end]

    def shows(self, text: str, expected: OwnedValue) -> bool:
        """Whether the cell shows the value, in any notation."""
        return shows(text[self.cell.start : self.cell.end], expected)

    def with_value(self, text: str, value: OwnedValue | None) -> str:
        """Return the text with the value in the cell, or an empty cell; raises FieldEditError."""
        for row in addressed_rows(text, self.address):
            if row.cell is not None and tuple(key.text for key in row.keys) == self.keys:
                cell = text[row.cell.start : row.cell.end]
                new_text = "" if value is None else cell_text(cell, value)
                edited = text[: row.cell.start] + new_text + _padding(cell, new_text, text[row.cell.end :])
                edited += text[row.cell.end :]
                if value is not None and not self._reads_back(edited, value):
                    raise FieldEditError("the table would not read back as the expected value")
                return edited
        return text

    def _reads_back(self, text: str, value: OwnedValue) -> bool:
        is_key = self.address.column in self.address.key_columns
        rows = [
            row for row in addressed_rows(text, self.address) if is_key or tuple(k.text for k in row.keys) == self.keys
        ]
        return any(row.cell is not None and shows(text[row.cell.start : row.cell.end], value) for row in rows)


@dataclass(frozen=True, slots=True)
class RowSlot:
    """A row that a table lacks; `values` are the texts of its cells by column header."""

    address: CellAddress
    values: Mapping[str, OwnedValue]

    def actual(self, text: str) -> str | None:  # noqa: ARG002  # the interface of a slot
        """Return None: the row is missing."""
        return None

    def shows(self, text: str, expected: OwnedValue) -> bool:  # noqa: ARG002  # the interface of a slot
        """Return False: the row is missing."""
        return False

    def with_value(self, text: str, value: OwnedValue | None) -> str:
        """Return the text with the row after the last one, in its notation; unchanged to remove it."""
        tables = list(addressed_tables(text, self.address))
        if value is None or not tables:
            return text
        table = tables[-1]
        values = {comparable(column): cell_value for column, cell_value in self.values.items()}
        last_row = table.rows[-1] if table.rows else table.headers
        start = text.rfind("\n", 0, last_row[0].start) + 1
        end = text.find("\n", last_row[-1].end)
        line = text[start:] if end < 0 else text[start:end]
        edited_line = line
        # From the last cell to the first: an edit moves the offsets of all cells after it.
        for header, cell in reversed(list(zip(table.headers, last_row, strict=False))):
            new_text = _cell_text(values.get(comparable(header.text)), cell, is_header=not table.rows)
            cell_start, cell_end = _formatting_span(line, cell.start - start, cell.end - start, keep=bool(new_text))
            padding = _padding(cell.text, new_text, edited_line[cell_end:])
            edited_line = edited_line[:cell_start] + new_text + padding + edited_line[cell_end:]
        newline = "\r\n" if "\r\n" in text else "\n"
        if end < 0:
            return text + newline + edited_line
        insert_at = end + 1
        if not table.rows:  # after the line of dashes
            insert_at = text.find("\n", insert_at) + 1 or len(text)
        return text[:insert_at] + edited_line.rstrip("\r") + newline + text[insert_at:]


def _cell_text(value: OwnedValue | None, sample: Cell, *, is_header: bool) -> str:
    if value is None:
        return ""
    return cell_text("" if is_header else sample.text, value) if not isinstance(value, tuple) else cell_text("", value)


def _padding(cell: str, new_text: str, rest: str) -> str:
    """Return a space if the cell was empty, so that its text does not touch the next `|`."""
    return " " if new_text and not cell and rest.startswith("|") else ""


def _formatting_span(line: str, start: int, end: int, *, keep: bool) -> tuple[int, int]:
    """Return the cell without its formatting characters, or with them if no text remains that they would format."""
    while not keep and start > 0 and end < len(line) and line[start - 1] in "*_`" and line[end] in "*_`":
        start, end = start - 1, end + 1
    return start, end
