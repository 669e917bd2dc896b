"""A Markdown file of a story: its front matter, its sections and its tables, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revi_docs.files import front_matter
from revi_docs.files.front_matter import Field, UnclosedError
from revi_docs.files.text import decode, read_bytes
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.sections import Section, sections
from revi_docs.records.tables import Table, tables

UNREADABLE = "unreadable-story-file"
"""The code of all that keeps a file of a story from being read."""

_UNSAYING = ("#", "<", "|", " ", "\t")
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
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()

    def at(self, line: int, column: int = 1) -> Place:
        """A place in it; line 0 is the file as a whole."""
        return Place(self.path, line, column if line else 0)

    def of_field(self, name: str) -> Place:
        """Where the value of a field stands; without it, the head of the file."""
        found = self.fields.get(name)
        return self.at(found.line, found.column) if found else self.at(1)

    def section(self, name: str) -> Section | None:
        """The first section of that name."""
        return next((one for one in self.sections if one.name == name), None)

    def inside(self, section: Section) -> tuple[str, ...]:
        """The lines below the heading of a section."""
        return self.lines[section.line : section.end - 1]

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a section; none where there is no such section."""
        found = self.section(name)
        if found is not None:
            yield from tables(self.inside(found), found.line + 1)

    def says_nothing(self, section: Section) -> bool:
        """Whether there is nothing below a heading but comments, other headings and tables without rows."""
        first = next((line for line in self.inside(section) if line.strip()), "")
        if first and not first.startswith(_UNSAYING):
            return False
        lines = _COMMENT.sub("", "\n".join(self.inside(section))).split("\n")
        bare = {line for table in tables(lines) if not table.rows for line in range(table.line, table.end)}
        return not any(
            line.strip() and not line.startswith("#")
            for number, line in enumerate(lines, 1)
            if number not in bare
        )


def read_document(root: Path, path: str) -> Document:
    """The document at a path; what cannot be read of it is among its problems."""
    content, problems = read_bytes(root / path, path)
    if problems:
        return Document(path, problems=unreadable(*problems))
    text, problems = decode(content, path)
    if text is None:
        return Document(path, problems=unreadable(*problems))
    found = document_of(text, path)
    return replace(found, problems=(*unreadable(*problems), *found.problems))


def document_of(text: str, path: str) -> Document:
    """The document that a text is."""
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    problems: list[Problem] = []
    try:
        head = front_matter.read(text)
    except UnclosedError:
        head = None
        fix = "end it with a line '---'"
        problems.append(_broken("the front matter is never closed", fix, Place(path, 1, 1)))
    if head is not None and head.error is not None:
        line, column, said = head.error
        fix = "mend the line; a text that holds ': ' or ' #' needs quotes"
        problems.append(_broken(f"the front matter is no YAML: {said}", fix, Place(path, line, column)))
    fields: dict[str, Field] = {}
    for one in head.fields if head else ():
        if one.name in fields:
            place = Place(path, one.line, one.column)
            problems.append(_broken(f"the field '{one.name}' stands twice", "remove one of the two", place))
        fields.setdefault(one.name, one)
    below = ("",) * head.last_line + lines[head.last_line :] if head else lines
    return Document(path, lines, fields, sections(below), tuple(problems))


def unreadable(*problems: Problem) -> tuple[Problem, ...]:
    """Problems of reading as those of a story's file: they fail the story, not the contract."""
    return tuple(
        replace(one, code=UNREADABLE, subject=f"{one.where.file if one.where else ''}: {one.message}")
        for one in problems
    )


def _broken(message: str, fix: str, place: Place) -> Problem:
    return unreadable(Problem(code=UNREADABLE, message=message, fix=fix, places=(place,)))[0]
