"""What is gathered while a contract is read: places, references and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from revi_docs.problems.problem import Place, Problem

Path = tuple[str | int, ...]
"""The way to a value: section, id, field, or a number in a list."""


class Broken:
    """Stands for a value that could not be read."""


BROKEN = Broken()


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that must be one of the names of a section."""

    kind: str
    name: str
    path: Path


@dataclass(slots=True)
class Reading:
    """What is gathered while a tree is read. `broken` holds the sections that lost a value."""

    places: dict[Path, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value is read: its path, what is declared for it (see `shape.says`), and the reading."""

    path: Path
    limits: Mapping[str, Any]
    reading: Reading

    @property
    def name(self) -> str:
        """The path, for people."""
        return dotted(self.path)

    def at(self, step: str | int, limits: Mapping[str, Any]) -> Spot:
        """The spot one step further in."""
        return Spot((*self.path, step), limits, self.reading)

    def refuse(self, code: str, message: str, fix: str, place: Place) -> Broken:
        """Notes a problem that leaves the value unread."""
        problem = Problem(code=code, message=message, fix=fix, places=(place,), subject=self.name)
        self.reading.problems.append(problem)
        self.reading.broken.add(str(self.path[0]) if self.path else "")
        return BROKEN

    def refer(self, name: str) -> None:
        """Notes the value as a reference where it is declared as one."""
        if "ref" in self.limits:
            self.reading.references.append(Reference(self.limits["ref"], name, self.path))


def dotted(path: Path) -> str:
    """`statuses.pending.stage`, for people."""
    return ".".join(str(part) for part in path) or "the contract"
