r"""The tables of a Markdown text, each cell with its exact place.

By the rules of GitHub Flavored Markdown: every `|` separates cells, in code spans too, except after a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.markdown.markdown_blocks import CELL_END, TABLE, line_starts, parse_blocks

# The markers of the quotations and list items that a table is in. A row itself cannot start with one of them.
_CONTAINER_PREFIX = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*\|?")


class TableCell(NamedTuple):
    """The text of a cell without the spaces around it, as written, and the offset of its start."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


class MarkdownTable(NamedTuple):
    """A table: the line of its header and the line after its last row, both from 0, and the cells of each row."""

    first_line: int
    end_line: int
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


def find_tables(text: str) -> Iterator[MarkdownTable]:
    """The tables outside code, comments and front matter, in order."""
    if "|" not in text:
        return
    starts = line_starts(text)
    for block in parse_blocks(text):
        if block.kind == TABLE:
            lines = [block.first_line, *range(block.first_line + 2, block.end_line)]
            header, *rows = (tuple(_cells(text, starts[line], starts[line + 1])) for line in lines)
            yield MarkdownTable(block.first_line, block.end_line, header, tuple(rows))


def _cells(text: str, line_start: int, line_end: int) -> Iterator[TableCell]:
    prefix = _CONTAINER_PREFIX.match(text, line_start, line_end)
    assert prefix is not None
    start, end = prefix.end(), line_start + len(text[line_start:line_end].rstrip())
    for match in CELL_END.finditer(text, start, end):
        if match[1]:
            yield _trim(text, start, match.start())
            start = match.end()
    if start < end:
        yield _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> TableCell:
    cell = text[start:end].lstrip()
    return TableCell(cell.rstrip(), end - len(cell))
