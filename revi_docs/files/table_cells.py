"""Parse the tables of a Markdown text into cells with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_blocks import HEADING, line_starts, parse_blocks
from revi_docs.files.markdown_tables import find_tables

_HEADING_MARKS = re.compile(r"^\s*#+\s*|\s*\{:?\s*[#.][^}]*\}\s*$|\s+#+\s*$|\r$")
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
    """A table; `start` and `end` are the offsets of its lines, including the last line break.

    `heading` is the text of the heading above it, "" for none.
    """

    headers: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    heading: str = ""


def parse_tables(text: str) -> Iterator[ParsedTable]:
    """Yield every table outside code, comments and front matter."""
    starts = line_starts(text)
    headings = _headings(text)
    for table in find_tables(text):
        headers, *rows = (
            tuple(strip_formatting(cell.text, cell.start) for cell in row) for row in (table.header, *table.rows)
        )
        heading = next((title for line, title in reversed(headings) if line < table.first_line), "")
        yield ParsedTable(headers, tuple(rows), starts[table.first_line], starts[table.end_line], heading)


def _headings(text: str) -> list[tuple[int, str]]:
    """Return the line and the title of each heading, without marks, formatting and attributes."""
    if "|" not in text:
        return []
    lines = text.split("\n")
    return [
        (block.first_line, _HEADING_MARKS.sub("", lines[block.first_line]).strip().strip("*_`"))
        for block in parse_blocks(text)
        if block.kind == HEADING
    ]


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
