"""Split a page into tables, headings and passages of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.markdown_headings import without_closing_marks
from revi_docs.files.markdown.markdown_tables import find_tables

_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+")
# CommonMark limits the number of a list item to nine digits.
_LIST_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class TextPassage:
    """A paragraph, list item, heading or cell; `start` is its offset in the page."""

    start: int
    text: str
    is_heading: bool = False

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A table: the cells of the header and of each row."""

    headings: tuple[TextPassage, ...]
    rows: tuple[tuple[TextPassage, ...], ...]


def split_page(text: str) -> Iterator[TextPassage | ProseTable]:
    """Yield the parts of a page in order."""
    lines = list(_lines(text))
    tables = {table.first_line: table for table in find_tables(text)}
    index = 0
    while index < len(lines):
        if index in tables:
            table = tables[index]
            headings, *rows = (
                tuple(TextPassage(cell.start, cell.text) for cell in row) for row in (table.header, *table.rows)
            )
            yield ProseTable(headings, tuple(rows))
            index = table.end_line
            continue
        end = index + 1
        heading = _HEADING.match(lines[index].text)
        if heading:
            title = without_closing_marks(lines[index].text[heading.end() :])
            yield TextPassage(lines[index].start + heading.end(), title, is_heading=True)
        elif lines[index].text.strip():
            while end < len(lines) and end not in tables and _continues(lines[end].text):
                end += 1
            start = lines[index].start
            yield TextPassage(start, text[start : lines[end - 1].end])
        index = end


def _lines(text: str) -> Iterator[TextPassage]:
    start = 0
    for line in text.split("\n"):
        yield TextPassage(start, line)
        start += len(line) + 1


def _continues(line: str) -> bool:
    """Whether a line continues the paragraph or list item before it."""
    return bool(line.strip()) and not _LIST_ITEM.match(line) and not _HEADING.match(line)
