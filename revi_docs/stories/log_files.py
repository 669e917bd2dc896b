"""Which files of stories only grow, and which lines of them are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from revi_docs.records.sections import sections
from revi_docs.records.tables import tables
from revi_docs.records.token_log import ARTIFACT
from revi_docs.stories.shelf import STORY, Shelf

Kept = tuple[tuple[int, str], ...]
"""Lines that must stay: their numbers from 1, and their texts."""


@dataclass(frozen=True)
class LogFiles:
    """The files of all stories that only grow, by their paths."""

    shelf: Shelf

    @cached_property
    def kinds(self) -> Mapping[str, Callable[[str], Kept]]:
        """Path below a story's folder → which lines of it stay."""
        contract = self.shelf.contract
        found: dict[str, Callable[[str], Kept]] = {self.shelf.ledger_name: all_lines}
        if contract.trace is not None:
            found[contract.trace.file] = all_lines
        if ARTIFACT in contract.artifacts:
            found[contract.artifacts[ARTIFACT].file] = table_rows
        if STORY in contract.artifacts and self.shelf.log_section:
            found[contract.artifacts[STORY].file] = lambda text: section_rows(text, self.shelf.log_section)
        return found

    @cached_property
    def _shapes(self) -> tuple[tuple[re.Pattern[str], Callable[[str], Kept]], ...]:
        layout = self.shelf.contract.project.stories.strip("/")
        return tuple((_shape(f"{layout}/{file}"), reading) for file, reading in self.kinds.items())

    def reading(self, path: str) -> Callable[[str], Kept] | None:
        """Which lines of the file at a path stay; None where it may change."""
        return next((reading for shape, reading in self._shapes if shape.fullmatch(path)), None)


def _shape(pattern: str) -> re.Pattern[str]:
    """The paths of a pattern; each of its `{id}` is the same id."""
    first, *rest = (re.escape(part) for part in pattern.split("{id}"))
    text = first + "".join(("(?P<id>[^/]+)" if not at else "(?P=id)") + part for at, part in enumerate(rest))
    return re.compile(text)


def all_lines(text: str) -> Kept:
    """Every line that is not blank."""
    return tuple((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def table_rows(text: str) -> Kept:
    """The rows of all tables."""
    return tuple(_rows(text.split("\n"), 1))


def section_rows(text: str, name: str) -> Kept:
    """The rows of the tables of one section."""
    lines = text.split("\n")
    found = next((one for one in sections(lines) if one.name == name), None)
    return tuple(_rows(lines[found.line : found.end - 1], found.line + 1)) if found else ()


def _rows(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    for table in tables(lines, first):
        for row in table.rows:
            yield row.line, lines[row.line - first].rstrip("\r")
