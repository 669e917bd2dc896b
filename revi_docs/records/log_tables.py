"""Markdown tables used as append-only logs: people read them, and commands append to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.files.markdown.markdown_tables import TableCell, find_tables


class TableRow(NamedTuple):
    """A row: its line from 1, and its unescaped cells."""

    line: int
    cells: tuple[str, ...]


class LogTable(NamedTuple):
    """A table: line of its header, names of its columns, and rows. `end` is the line after the last row."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    end: int


def find_log_tables(lines: Sequence[str], first_line: int = 1) -> Iterator[LogTable]:
    """The tables among lines of Markdown, of which the first has the number `first_line`."""
    for table in find_tables("\n".join(line.rstrip("\r\n") for line in lines)):
        line = first_line + table.first_line
        rows = tuple(TableRow(line + index, _unescaped(row)) for index, row in enumerate(table.rows, 2))
        yield LogTable(line, _unescaped(table.header), rows, first_line + table.end_line)


def _unescaped(row: Sequence[TableCell]) -> tuple[str, ...]:
    return tuple(_unescape(cell.text) for cell in row)


def _unescape(cell: str) -> str:
    if "\\" not in cell and "&" not in cell:
        return cell
    text = re.sub(r"\\([\\`*_{}\[\]<>()#+.!|~-])", r"\1", cell)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def format_row(cells: Sequence[str]) -> str:
    """Format cells as one row, escaped so that Markdown shows their text unchanged."""
    return "| " + " | ".join(map(_escape, cells)) + " |"


def single_line(text: str) -> str:
    """The text on one line: control characters and line breaks become spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def _escape(text: str) -> str:
    escaped = single_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # An underscore within a word is not emphasis.
    return re.sub(r"[\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", r"\\\g<0>", escaped)


def format_header(columns: Sequence[str]) -> str:
    """The header and delimiter row of a table, each with a line feed."""
    return f"{format_row(columns)}\n|{'---|' * len(columns)}\n"


def insert_row(text: str, table: LogTable, cells: Sequence[str]) -> str:
    """The text with a row appended to one of its tables, with the line ends of the text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines, index = text.split("\n"), table.end - 1
    if index >= len(lines):
        return f"{text}{newline}{format_row(cells)}{newline}"
    return "\n".join([*lines[:index], format_row(cells) + newline.removesuffix("\n"), *lines[index:]])
