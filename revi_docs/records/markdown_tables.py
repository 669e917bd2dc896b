"""Markdown tables used as append-only logs: people read them, and commands append to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.files.markdown_blocks import TABLE, parse_blocks

_CELL = re.compile(r"(?:[^|\\]|\\.)*", re.DOTALL)


class TableRow(NamedTuple):
    """A row: its line from 1, and its unescaped cells."""

    line: int
    cells: tuple[str, ...]


class MarkdownTable(NamedTuple):
    """A table: line of its header, names of its columns, and rows. `end` is the line after the last row."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    end: int


def find_tables(lines: Sequence[str], first_line: int = 1) -> Iterator[MarkdownTable]:
    """The tables among lines of Markdown, of which the first has the number `first_line`."""
    for block in parse_blocks("\n".join(line.rstrip("\r\n") for line in lines)):
        if block.kind == TABLE:
            row_lines = range(block.first_line + 2, block.end_line)
            rows = tuple(TableRow(first_line + number, parse_row(lines[number])) for number in row_lines)
            columns = parse_row(lines[block.first_line])
            yield MarkdownTable(first_line + block.first_line, columns, rows, first_line + block.end_line)


def parse_row(line: str) -> tuple[str, ...]:
    """The unescaped cells of a row."""
    row_text = line.strip().removeprefix("|")
    cells: list[str] = []
    offset = 0
    while offset < len(row_text):
        cell = _CELL.match(row_text, offset)
        assert cell is not None
        cells.append(_unescape(cell[0]))
        offset = cell.end() + 1
    return tuple(cells)


def _unescape(cell: str) -> str:
    if "\\" not in cell and "&" not in cell:
        return cell.strip()
    text = re.sub(r"\\([\\`*_{}\[\]<>()#+.!|~-])", r"\1", cell.strip())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def format_row(cells: Sequence[str]) -> str:
    """Format cells as one row, escaped so that Markdown shows their text unchanged."""
    return "| " + " | ".join(map(_escape, cells)) + " |"


def _escape(text: str) -> str:
    single_line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    escaped = single_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # An underscore within a word is not emphasis.
    return re.sub(r"[\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", r"\\\g<0>", escaped)


def format_header(columns: Sequence[str]) -> str:
    """The header and delimiter row of a table, each with a line feed."""
    return f"{format_row(columns)}\n|{'---|' * len(columns)}\n"


def insert_row(text: str, table: MarkdownTable, cells: Sequence[str]) -> str:
    """The text with a row appended to one of its tables, with the line ends of the text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines, index = text.split("\n"), table.end - 1
    if index >= len(lines):
        return f"{text}{newline}{format_row(cells)}{newline}"
    return "\n".join([*lines[:index], format_row(cells) + newline.removesuffix("\n"), *lines[index:]])
