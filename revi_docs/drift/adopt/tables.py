"""The tables of a Markdown text, cell by cell with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from revi_docs.files.markdown import without_fences, without_front_matter

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_DRESS = re.compile(r"(`+|\*\*|__|\*|_)(.+)\1")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `text` is what it says, without backticks or stars around it, from `start` to `end`."""

    text: str
    start: int
    end: int
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `start` and `end` are the offsets of its lines, the last line break included."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


def tables(text: str) -> Iterator[Table]:
    """Every table that stands in the text itself: not in code, not in a comment."""
    shown = _COMMENT.sub(_hidden, without_front_matter(without_fences(text)))
    lines = list(re.finditer(r"[^\n]*\n|[^\n]+$", shown))
    number = 0
    while number + 1 < len(lines):
        if "|" in lines[number][0] and _RULE.fullmatch(lines[number + 1][0].rstrip("\r\n")):
            last = number + 1
            while last + 1 < len(lines) and "|" in lines[last + 1][0]:
                last += 1
            yield _table(text, lines[number : last + 1])
            number = last
        number += 1


def _hidden(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _table(text: str, lines: list[re.Match[str]]) -> Table:
    heads, _, *rows = (tuple(_cells(text, line.start(), line.end())) for line in lines)
    return Table(heads, tuple(rows), lines[0].start(), lines[-1].end())


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    line = text[start:end].rstrip()
    edges = [bar.start() for bar in _BAR.finditer(line)]
    first = len(line) - len(line.lstrip())
    edges = edges if edges and edges[0] == first else [-1, *edges]
    edges = edges if edges and edges[-1] == len(line) - 1 else [*edges, len(line)]
    for left, right in pairwise(edges):
        raw = line[left + 1 : right]
        offset = start + left + 1 + len(raw) - len(raw.lstrip())
        yield undressed(raw.strip(), offset)


def undressed(raw: str, offset: int) -> Cell:
    """What a stretch of text says, and where that stands."""
    is_code = False
    while dress := _DRESS.fullmatch(raw):
        if dress[1] in dress[2]:
            break
        is_code = is_code or dress[1].startswith("`")
        offset += len(dress[1])
        raw = dress[2]
    return Cell(raw, offset, offset + len(raw), is_code)
