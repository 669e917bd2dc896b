"""A Markdown file of a story: its front matter, its sections and its tables, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revi_docs.files import front_matter
from revi_docs.files.decoding import decode, read_bytes
from revi_docs.files.front_matter import Field, UnclosedError
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.markdown_sections import MarkdownSection, find_sections
from revi_docs.records.markdown_tables import MarkdownTable, find_tables

UNREADABLE_FILE_CODE = "unreadable-story-file"
"""The code of all that keeps a file of a story from being read."""

_NON_CONTENT_PREFIXES = ("#", "<", "|", " ", "\t")
"""What a line can begin with that says nothing by itself."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. Of two fields with one name the first counts.

    `lines` are those of the whole file without their ends, `problems` what could not be read of it.
    """

    path: str
    lines: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    sections: tuple[MarkdownSection, ...] = ()
    problems: tuple[Problem, ...] = ()

    def place_at(self, line: int, column: int = 1) -> Place:
        """A place in it; line 0 is the file as a whole."""
        return Place(self.path, line, column if line else 0)

    def field_place(self, name: str) -> Place:
        """Where the value of a field stands; without it, the head of the file."""
        entry = self.fields.get(name)
        return self.place_at(entry.line, entry.column) if entry else self.place_at(1)

    def section(self, name: str) -> MarkdownSection | None:
        """The first section of that name."""
        return next((candidate for candidate in self.sections if candidate.name == name), None)

    def section_lines(self, section: MarkdownSection) -> tuple[str, ...]:
        """The lines below the heading of a section."""
        return self.lines[section.line : section.end - 1]

    def tables(self, name: str) -> Iterator[MarkdownTable]:
        """The tables of a section; none where there is no such section."""
        section = self.section(name)
        if section is not None:
            yield from find_tables(self.section_lines(section), section.line + 1)

    def is_empty_section(self, section: MarkdownSection) -> bool:
        """Whether there is nothing below a heading but comments, other headings and tables without rows."""
        first_line = next((line for line in self.section_lines(section) if line.strip()), "")
        if first_line and not first_line.startswith(_NON_CONTENT_PREFIXES):
            return False
        lines = _COMMENT.sub("", "\n".join(self.section_lines(section))).split("\n")
        header_only_lines = {
            line for table in find_tables(lines) if not table.rows for line in range(table.line, table.end)
        }
        return not any(
            line.strip() and not line.startswith("#")
            for number, line in enumerate(lines, 1)
            if number not in header_only_lines
        )


def read_document(root: Path, path: str) -> Document:
    """The document at a path; what cannot be read of it is among its problems."""
    content, problems = read_bytes(root / path, path)
    if problems:
        return Document(path, problems=story_file_problems(*problems))
    text, problems = decode(content, path)
    if text is None:
        return Document(path, problems=story_file_problems(*problems))
    document = parse_document(text, path)
    return replace(document, problems=(*story_file_problems(*problems), *document.problems))


def parse_document(text: str, path: str) -> Document:
    """The document that a text is."""
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    problems: list[Problem] = []
    try:
        header = front_matter.parse_front_matter(text)
    except UnclosedError:
        header = None
        fix = "end it with a line '---'"
        problems.append(_syntax_problem("the front matter is never closed", fix, Place(path, 1, 1)))
    if header is not None and header.error is not None:
        line, column, message = header.error
        fix = "mend the line; a text that holds ': ' or ' #' needs quotes"
        problems.append(
            _syntax_problem(f"the front matter is no YAML: {message}", fix, Place(path, line, column))
        )
    fields: dict[str, Field] = {}
    for entry in header.fields if header else ():
        if entry.name in fields:
            place = Place(path, entry.line, entry.column)
            problems.append(
                _syntax_problem(f"the field '{entry.name}' stands twice", "remove one of the two", place)
            )
        fields.setdefault(entry.name, entry)
    body_lines = ("",) * header.last_line + lines[header.last_line :] if header else lines
    return Document(path, lines, fields, find_sections(body_lines), tuple(problems))


def story_file_problems(*problems: Problem) -> tuple[Problem, ...]:
    """Problems of reading as those of a story's file: they fail the story, not the contract."""
    return tuple(
        replace(
            problem,
            code=UNREADABLE_FILE_CODE,
            subject=f"{problem.first_place.file if problem.first_place else ''}: {problem.message}",
        )
        for problem in problems
    )


def _syntax_problem(message: str, fix: str, place: Place) -> Problem:
    return story_file_problems(Problem(code=UNREADABLE_FILE_CODE, message=message, fix=fix, places=(place,)))[
        0
    ]
