"""The append-only files of stories, and which of their lines may never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from revi_docs.files.globs import match_groups
from revi_docs.records.jsonl import parse_line
from revi_docs.records.log_tables import find_log_tables
from revi_docs.records.markdown_sections import find_sections
from revi_docs.records.token_log import ARTIFACT
from revi_docs.stories.story_layout import STORY_ARTIFACT, StoryLayout

NumberedLines = tuple[tuple[int, str], ...]
"""Lines that may not change: number from 1, and text."""


@dataclass(frozen=True)
class LogFiles:
    """The append-only files of all stories, by path."""

    layout: StoryLayout

    @cached_property
    def line_readers(self) -> Mapping[str, Callable[[str], NumberedLines]]:
        """Path relative to a story's folder → a function that returns its append-only lines."""
        contract = self.layout.contract
        readers: dict[str, Callable[[str], NumberedLines]] = {
            self.layout.ledger_name: all_lines,
            f"{self.layout.entry_folder}/*": all_lines,
        }
        if contract.trace is not None:
            readers[contract.trace.file] = all_lines
        if ARTIFACT in contract.artifacts:
            readers[contract.artifacts[ARTIFACT].file] = table_rows
        if STORY_ARTIFACT in contract.artifacts:
            file = contract.artifacts[STORY_ARTIFACT].file
            readers[file] = partial(section_rows, name=self.layout.log_section)
        return readers

    @cached_property
    def _patterns(self) -> tuple[tuple[str, Callable[[str], NumberedLines]], ...]:
        folder = self.layout.contract.project.stories.strip("/")
        readers = self.line_readers.items()
        return tuple((f"{folder}/{file}", reader) for file, reader in readers)

    def line_reader(self, path: str) -> Callable[[str], NumberedLines] | None:
        """Return the function for a file's append-only lines; None if the file has none."""
        return next((reader for pattern, reader in self._patterns if match_groups(pattern, path) is not None), None)

    def is_entry(self, path: str) -> bool:
        """Return whether a file has ledger entries, which may move to another file of the ledger's folder."""
        folder = path.rpartition("/")[0]
        return folder == self.layout.entry_folder or folder.endswith(f"/{self.layout.entry_folder}")


def all_lines(text: str) -> NumberedLines:
    """Return every line that is not blank, without an incomplete last one: its writer was stopped."""
    *lines, last = text.split("\n")
    if last.strip() and not parse_line(1, last.encode("utf-8", "surrogatepass"), has_newline=False).torn:
        lines.append(last)
    return tuple((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())


def table_rows(text: str) -> NumberedLines:
    """Return the rows of all tables."""
    return tuple(_numbered_rows(text.split("\n"), 1))


def section_rows(text: str, name: str) -> NumberedLines:
    """Return the rows of the tables in one section."""
    lines = text.split("\n")
    section = next((candidate for candidate in find_sections(lines) if candidate.name == name), None)
    return tuple(_numbered_rows(lines[section.line : section.end - 1], section.line + 1)) if section else ()


def _numbered_rows(lines: list[str], first_line: int) -> Iterator[tuple[int, str]]:
    for table in find_log_tables(lines, first_line):
        for row in table.rows:
            yield row.line, lines[row.line - first_line].rstrip("\r")
