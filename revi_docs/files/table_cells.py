"""Parse the tables of a Markdown text into cells with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_blocks import line_starts
from revi_docs.files.markdown_tables import find_tables

_FORMATTING = re.compile(r"(`+|\*\*|__|\*|_)(.+)\1")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without backticks or asterisks, and the offsets of that text."""

    text: str
    start: int
    end: int
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """A table; `start` and `end` are the offsets of its lines, including the last line break."""

    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


def parse_tables(text: str) -> Iterator[ParsedTable]:
    """Yield every table outside code, comments and front matter."""
    starts = line_starts(text)
    for table in find_tables(text):
        headers, *rows = (
            tuple(strip_formatting(cell.text, cell.start) for cell in row) for row in (table.header, *table.rows)
        )
        yield ParsedTable(headers, tuple(rows), starts[table.first_line], starts[table.end_line])


def strip_formatting(raw: str, offset: int) -> Cell:
    """Remove surrounding formatting from a text at `offset`."""
    is_code = False
    while match := _FORMATTING.fullmatch(raw):
        if match[1] in match[2]:
            break
        is_code = is_code or match[1].startswith("`")
        offset += len(match[1])
        raw = match[2]
    return Cell(raw, offset, offset + len(raw), is_code)
