"""Parse the tables of a Markdown text into cells with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from revi_docs.files.markdown_blocks import TABLE, parse_blocks

_PIPE = re.compile(r"(?<!\\)\|")
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
    if "|" not in text:
        return
    lines = list(re.finditer(r"[^\n]*\n|[^\n]+$", text))
    for block in parse_blocks(text):
        if block.kind == TABLE:
            yield _parse_table(text, lines[block.first_line : block.end_line])


def _parse_table(text: str, lines: list[re.Match[str]]) -> ParsedTable:
    headers, _, *rows = (tuple(_parse_cells(text, line.start(), line.end())) for line in lines)
    return ParsedTable(headers, tuple(rows), lines[0].start(), lines[-1].end())


def _parse_cells(text: str, start: int, end: int) -> Iterator[Cell]:
    line = text[start:end].rstrip()
    edges = [pipe.start() for pipe in _PIPE.finditer(line)]
    indent = len(line) - len(line.lstrip())
    edges = edges if edges and edges[0] == indent else [-1, *edges]
    edges = edges if edges and edges[-1] == len(line) - 1 else [*edges, len(line)]
    for cell_start, cell_end in pairwise(edges):
        raw = line[cell_start + 1 : cell_end]
        offset = start + cell_start + 1 + len(raw) - len(raw.lstrip())
        yield strip_formatting(raw.strip(), offset)


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
