"""Rows of a Markdown table that only grows: a log that people read and commands add to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_CELL = re.compile(r"(?:[^|\\]|\\.)*", re.DOTALL)
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")


class Row(NamedTuple):
    """A row: its line from 1, and its cells as they read."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table: the line of its head, the names of its columns, its rows. `end` is the line after the last."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    end: int


def tables(lines: Sequence[str], first: int = 1) -> Iterator[Table]:
    """The tables among lines of Markdown, of which the first has the number `first`."""
    at = 0
    while at + 1 < len(lines):
        if not _is_row(lines[at]) or not _RULE.fullmatch(lines[at + 1].strip()):
            at += 1
            continue
        end = at + 2
        while end < len(lines) and _is_row(lines[end]):
            end += 1
        rows = (Row(first + number, cells_of(lines[number])) for number in range(at + 2, end))
        yield Table(first + at, cells_of(lines[at]), tuple(rows), first + end)
        at = end


def _is_row(line: str) -> bool:
    return line.lstrip(" ").startswith("|")


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row as they read, without what escapes them."""
    inner = line.strip().removeprefix("|")
    found: list[str] = []
    at = 0
    while at < len(inner):
        cell = _CELL.match(inner, at)
        assert cell is not None
        found.append(_read(cell[0]))
        at = cell.end() + 1
    return tuple(found)


def _read(cell: str) -> str:
    if "\\" not in cell and "&" not in cell:
        return cell.strip()
    text = re.sub(r"\\([\\`*_{}\[\]<>()#+.!|~-])", r"\1", cell.strip())
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def row(cells: Sequence[str]) -> str:
    """The cells as one line: whatever they say, it stays in its cell and is shown as it is."""
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _escaped(text: str) -> str:
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    kept = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"[\\`*\[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", r"\\\g<0>", kept)


def head(columns: Sequence[str]) -> str:
    """The first two lines of a table, each with its end."""
    return f"{row(columns)}\n|{'---|' * len(columns)}\n"
