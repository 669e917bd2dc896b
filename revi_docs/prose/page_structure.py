"""Split a page into tables, headings and passages of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_blocks import TABLE, code_spans, parse_blocks

_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+(?P<title>.*?)(?:[ \t]+#+)?(?:[ \t]*\{[^}]*\})?[ \t]*")
_LIST_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_PIPE = re.compile(r"(?<!\\)\|")


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
    table_ends = {block.first_line: block.end_line for block in parse_blocks(text) if block.kind == TABLE}
    index = 0
    while index < len(lines):
        if index in table_ends:
            end = table_ends[index]
            headings, *rows = (_cells(line) for line in (lines[index], *lines[index + 2 : end]))
            yield ProseTable(headings, tuple(rows))
            index = end
            continue
        end = index + 1
        heading = _HEADING.fullmatch(lines[index].text)
        if heading:
            yield TextPassage(lines[index].start + heading.start("title"), heading["title"], is_heading=True)
        elif lines[index].text.strip():
            while end < len(lines) and end not in table_ends and _continues(lines[end].text):
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
    return bool(line.strip()) and not _LIST_ITEM.match(line) and not _HEADING.fullmatch(line)


def _cells(line: TextPassage) -> tuple[TextPassage, ...]:
    """Split a row into cells without surrounding spaces; pipes in code spans do not separate cells."""
    spans = [(span.start, span.end) for span in code_spans(line.text)]
    pipes = [pipe.start() for pipe in _PIPE.finditer(line.text)]
    pipes = [pipe for pipe in pipes if not any(start < pipe < end for start, end in spans)]
    edges = [-1, *pipes, len(line.text)]
    cells = [_trim(line, edge + 1, edges[index + 1]) for index, edge in enumerate(edges[:-1])]
    if cells and not cells[0].text.strip(" \t>"):
        cells = cells[1:]
    return tuple(cells)


def _trim(line: TextPassage, start: int, end: int) -> TextPassage:
    text = line.text[start:end]
    inner = text.strip()
    return TextPassage(line.start + start + (text.index(inner) if inner else 0), inner)
