"""Parse the tables of a Markdown text into cells with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from revi_docs.files.markdown_code import without_fences, without_front_matter

_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_FORMATTING = re.compile(r"(`+|\*\*|__|\*|_)(.+)\1")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


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
    visible_text = _COMMENT.sub(_blank_out, without_front_matter(without_fences(text)))
    lines = list(re.finditer(r"[^\n]*\n|[^\n]+$", visible_text))
    index = 0
    while index + 1 < len(lines):
        if "|" in lines[index][0] and _DELIMITER_ROW.fullmatch(lines[index + 1][0].rstrip("\r\n")):
            last_line = index + 1
            while last_line + 1 < len(lines) and "|" in lines[last_line + 1][0]:
                last_line += 1
            yield _parse_table(text, lines[index : last_line + 1])
            index = last_line
        index += 1


def _blank_out(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


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
