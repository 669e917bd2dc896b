"""What the parser of the contract collects: places, references and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.problems.problem import Place, Problem


class InvalidValue:
    """The result of reading a value that is not valid."""


INVALID = InvalidValue()


@dataclass(frozen=True, slots=True)
class NameReference:
    """A value that must be one of the names of a section."""

    kind: str
    name: str
    path: KeyPath


@dataclass(slots=True)
class ParseState:
    """What is collected from one tree. `invalid_sections` are the sections with an unreadable value."""

    places: dict[KeyPath, Place] = field(default_factory=dict)
    references: list[NameReference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    invalid_sections: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place that is being read: its path, its declaration (see `contract_field`), and the state."""

    path: KeyPath
    constraints: Mapping[str, Any]
    state: ParseState

    @property
    def path_text(self) -> str:
        """The path as people write it."""
        return format_key_path(self.path)

    def child(self, step: str | int, constraints: Mapping[str, Any]) -> Cursor:
        """Return the cursor one step further in."""
        return Cursor((*self.path, step), constraints, self.state)

    def report(self, code: str, message: str, fix: str, place: Place) -> InvalidValue:
        """Record a problem because of which the value is not read."""
        problem = Problem(code=code, message=message, fix=fix, places=(place,), subject=self.path_text)
        self.state.problems.append(problem)
        # The empty name is the contract itself, if its root is not a mapping.
        self.state.invalid_sections.add(str(self.path[0]) if self.path else "")
        return INVALID

    def add_reference(self, name: str) -> None:
        """Record the value as a reference if it is declared as one."""
        if "reference_kind" in self.constraints:
            self.state.references.append(NameReference(self.constraints["reference_kind"], name, self.path))
