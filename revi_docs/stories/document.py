"""A Markdown file of a story: front matter, sections and tables with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.markdown import front_matter
from revi_docs.files.markdown.front_matter_block import UnreadableBlockError
from revi_docs.files.markdown.markdown_blocks import without_code_blocks
from revi_docs.files.merge_conflicts import conflict_problem, split_conflict
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.log_tables import LogTable, find_log_tables
from revi_docs.records.markdown_sections import MarkdownSection, find_sections

UNREADABLE_FILE_CODE = "unreadable-story-file"
"""The code of all problems that keep a story's file from being read."""

_NON_CONTENT_PREFIXES = ("#", "<", "|", " ", "\t")
"""Prefixes of lines that may have no content of their own: headings, comments, tables, continuations."""

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file. If a field occurs twice, the first one counts.

    `lines` are all lines of the file without line endings; `problems` are the parts that could not be read.
    """

    path: str
    lines: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    sections: tuple[MarkdownSection, ...] = ()
    problems: tuple[Problem, ...] = ()

    def place_at(self, line: int, column: int = 1) -> Place:
        """Return a place in the file; line 0 is the whole file."""
        return Place(self.path, line, column if line else 0)

    def field_place(self, name: str) -> Place:
        """Return the place of a field's value, or the start of the file without one."""
        entry = self.fields.get(name)
        return self.place_at(entry.line, entry.column) if entry else self.place_at(1)

    def section(self, name: str) -> MarkdownSection | None:
        """Return the first section with a name."""
        return next((candidate for candidate in self.sections if candidate.name == name), None)

    def section_lines(self, section: MarkdownSection) -> tuple[str, ...]:
        """Return the lines below a section's heading."""
        return self.lines[section.line : section.end - 1]

    def tables(self, name: str) -> Iterator[LogTable]:
        """Yield the tables of a section; nothing if the section does not exist."""
        section = self.section(name)
        if section is not None:
            yield from find_log_tables(self.section_lines(section), section.line + 1)

    def is_empty_section(self, section: MarkdownSection) -> bool:
        """Return whether a section has only comments, headings and tables without rows."""
        # Fast path: most sections start with plain text, and parsing tables is slow.
        first_line = next((line for line in self.section_lines(section) if line.strip()), "")
        if first_line and not first_line.startswith(_NON_CONTENT_PREFIXES):
            return False
        lines = _COMMENT.sub("", "\n".join(self.section_lines(section))).split("\n")
        empty_tables = [table for table in find_log_tables(lines) if not table.rows]
        table_lines = {line for table in empty_tables for line in range(table.line, table.end)}
        content = [line for number, line in enumerate(lines, 1) if number not in table_lines]
        return not any(line.strip() and not line.startswith("#") for line in content)


def read_document(root: Path, path: str) -> Document:
    """Read a document; read errors are in its `problems`."""
    content, problems = read_bytes(root, path)
    if problems:
        return Document(path, problems=story_file_problems(*problems))
    text, problems = decode(content, path)
    if text is None:
        return Document(path, problems=story_file_problems(*problems))
    conflict = conflict_problem(text, path) if "<<<<<<< " in text else None
    both_sides = split_conflict(text, without_code_blocks(text)) if conflict else None
    if conflict and both_sides:
        # The rest of the file is checked as our side has it: one conflict is one problem.
        text, problems = both_sides[0], (*problems, replace(conflict, fix="keep one side, and remove the markers"))
    document = parse_document(text, path)
    return replace(document, problems=(*story_file_problems(*problems), *document.problems))


def parse_document(text: str, path: str) -> Document:
    """Parse a text into a document."""
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    problems: list[Problem] = []
    try:
        header = front_matter.parse_front_matter(text)
    except UnreadableBlockError as error:
        header = None
        problems.append(_syntax_problem(str(error), error.fix, Place(path, 1, 1)))
    if header is not None and header.error is not None:
        line, column, message = header.error
        fix = "correct the line; a value with ': ' or ' #' needs quotes"
        message = f"the front matter is not valid YAML: {message}"
        problems.append(_syntax_problem(message, fix, Place(path, line, column)))
    fields: dict[str, Field] = {}
    for entry in header.fields if header else ():
        if entry.name in fields:
            message, place = f"the field '{entry.name}' occurs twice", Place(path, entry.line, entry.column)
            problems.append(_syntax_problem(message, "remove one of the two", place))
        fields.setdefault(entry.name, entry)
    body_lines = ("",) * header.last_line + lines[header.last_line :] if header else lines
    return Document(path, lines, fields, find_sections(body_lines), tuple(problems))


def story_file_problems(*problems: Problem) -> tuple[Problem, ...]:
    """Recode read errors as problems of a story's file, so that they fail the story and not the contract."""
    files = [problem.first_place.file if problem.first_place else "" for problem in problems]
    return tuple(
        replace(problem, code=UNREADABLE_FILE_CODE, subject=f"{file}: {problem.message}")
        for file, problem in zip(files, problems, strict=True)
    )


def _syntax_problem(message: str, fix: str, place: Place) -> Problem:
    problem = Problem(code=UNREADABLE_FILE_CODE, message=message, fix=fix, places=(place,))
    return story_file_problems(problem)[0]
