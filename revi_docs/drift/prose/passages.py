"""What a page is made of: tables with their rows and cells, headings, and passages of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown import code_spans

_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?(?:[ \t]*\{[^}]*\})?[ \t]*")
_BEGINS = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and where it begins in the page: a paragraph, a list item, a heading or a cell."""

    start: int
    text: str
    is_heading: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of the head and of each row."""

    heads: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]


def parts_of(text: str) -> Iterator[Passage | Table]:
    """The parts of a page in their order."""
    lines = list(_lines(text))
    number = 0
    while number < len(lines):
        if number + 1 < len(lines) and _begins_table(lines[number].text, lines[number + 1].text):
            last = number + 2
            while last < len(lines) and "|" in lines[last].text:
                last += 1
            heads, *rows = (_cells(line) for line in (lines[number], *lines[number + 2 : last]))
            yield Table(heads, tuple(rows))
            number = last
            continue
        last = number + 1
        heading = _HEADING.fullmatch(lines[number].text)
        if heading:
            yield Passage(lines[number].start + heading.start("text"), heading["text"], is_heading=True)
        elif lines[number].text.strip():
            while last < len(lines) and _goes_on(lines, last):
                last += 1
            start = lines[number].start
            yield Passage(start, text[start : lines[last - 1].end])
        number = last


def _lines(text: str) -> Iterator[Passage]:
    start = 0
    for line in text.split("\n"):
        yield Passage(start, line)
        start += len(line) + 1


def _begins_table(head: str, rule: str) -> bool:
    return "|" in head and "|" in rule and _RULE.fullmatch(rule) is not None


def _goes_on(lines: list[Passage], number: int) -> bool:
    """Whether a line belongs to the paragraph or list item before it."""
    line = lines[number].text
    if not line.strip() or _BEGINS.match(line) or _HEADING.fullmatch(line):
        return False
    return number + 1 >= len(lines) or not _begins_table(line, lines[number + 1].text)


def _cells(line: Passage) -> tuple[Passage, ...]:
    """The cells of a row, without the spaces around them; a bar inside of a code span divides nothing."""
    spans = [span.span() for span in code_spans(line.text)]
    bars = [bar.start() for bar in _PIPE.finditer(line.text)]
    bars = [bar for bar in bars if not any(start < bar < end for start, end in spans)]
    edges = [-1, *bars, len(line.text)]
    cells = [_trimmed(line, edge + 1, edges[number + 1]) for number, edge in enumerate(edges[:-1])]
    if cells and not cells[0].text.strip(" \t>"):
        cells = cells[1:]
    return tuple(cells)


def _trimmed(line: Passage, start: int, end: int) -> Passage:
    text = line.text[start:end]
    inner = text.strip()
    return Passage(line.start + start + (text.index(inner) if inner else 0), inner)
