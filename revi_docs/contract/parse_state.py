"""What is gathered while a contract is read: places, references and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.problems.problem import Place, Problem


class InvalidValue:
    """Stands for a value that could not be read."""


INVALID = InvalidValue()


@dataclass(frozen=True, slots=True)
class NameReference:
    """A value that must be one of the names of a section."""

    kind: str
    name: str
    path: KeyPath


@dataclass(slots=True)
class ParseState:
    """What is gathered while a tree is read. `broken` holds the sections that lost a value."""

    places: dict[KeyPath, Place] = field(default_factory=dict)
    references: list[NameReference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    invalid_sections: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a value is read: its path, what is declared for it (see `shape.says`), and the reading."""

    path: KeyPath
    constraints: Mapping[str, Any]
    state: ParseState

    @property
    def path_text(self) -> str:
        """The path, for people."""
        return format_key_path(self.path)

    def child(self, step: str | int, constraints: Mapping[str, Any]) -> Cursor:
        """The spot one step further in."""
        return Cursor((*self.path, step), constraints, self.state)

    def report(self, code: str, message: str, fix: str, place: Place) -> InvalidValue:
        """Notes a problem that leaves the value unread."""
        problem = Problem(code=code, message=message, fix=fix, places=(place,), subject=self.path_text)
        self.state.problems.append(problem)
        self.state.invalid_sections.add(str(self.path[0]) if self.path else "")
        return INVALID

    def add_reference(self, name: str) -> None:
        """Notes the value as a reference where it is declared as one."""
        if "reference_kind" in self.constraints:
            self.state.references.append(NameReference(self.constraints["reference_kind"], name, self.path))
