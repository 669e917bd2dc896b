"""Parse the tables of a Markdown text into cells with exact offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.markdown_blocks import HEADING, line_starts, parse_blocks
from revi_docs.files.markdown.markdown_tables import find_tables

# Longer marks first, so that `**` is not read as `*`.
_EMPHASIS = ("**", "__", "*", "_")
_MARK_CHARACTERS = ("`", "*", "_")


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
        (block.first_line, _title(lines[block.first_line])) for block in parse_blocks(text) if block.kind == HEADING
    ]


def _title(line: str) -> str:
    title = line.strip().strip("#").strip()
    name, brace, attributes = title.rpartition("{")
    is_attribute_list = brace and attributes.endswith("}") and attributes.lstrip(": ").startswith(("#", "."))
    return (name if is_attribute_list else title).strip().strip("*_`")


def strip_formatting(raw: str, offset: int) -> Cell:
    """Remove surrounding formatting from a text at `offset`."""
    is_code = False
    # Most cells have none, and there can be a million of them.
    while raw.startswith(_MARK_CHARACTERS) and (mark := _surrounding_mark(raw)):
        content = raw[len(mark) : -len(mark)]
        if mark in content:
            break
        is_code = is_code or mark.startswith("`")
        offset += len(mark)
        raw = content
    return Cell(raw, offset, offset + len(raw), is_code)


def _surrounding_mark(text: str) -> str:
    """The backticks, asterisks or underscores on both sides of a text; "" if there are none, or nothing else."""
    backticks = min(len(text) - len(text.lstrip("`")), len(text) - len(text.rstrip("`")), (len(text) - 1) // 2)
    if backticks > 0:
        return "`" * backticks
    marks = (mark for mark in _EMPHASIS if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark))
    return next(marks, "")
