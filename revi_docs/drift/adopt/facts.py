"""What was found in the repository: values, each with its way in the contract and the place it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from revi_docs.contract.reading import Path
from revi_docs.problems.problem import Place, Problem

Told = str | int | bool | tuple[str, ...] | None
"""What a place says: a single value, the members of a list, or nothing but that the item is there."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. `path` is the way to it in the contract; an item itself has its section and id alone.

    A transition is `("transitions", from, by, event, verdict)` and says where it leads; the way of one
    that nothing but its ends tells apart from others holds where it leads, too.
    """

    path: Path
    value: Told
    place: Place


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file's text, by offsets, that shows the value at `path`; `id` at the end is a name."""

    start: int
    end: int
    path: Path


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole lines of a file that were understood: a table, or a list in YAML. By offsets of the text."""

    file: str
    start: int
    end: int
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Findings:
    """All that was found so far: facts, the passages they stand in, and what people should know."""

    facts: list[Fact] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Sequence[str | int], value: Told, place: Place) -> None:
        """Notes a fact."""
        self.facts.append(Fact(tuple(path), value, place))

    def leave(self, message: str, fix: str, place: Place) -> None:
        """Notes that something was not taken over; it fails nothing."""
        self.problems.append(
            Problem(
                code="left-alone",
                message=message,
                fix=fix,
                places=(place,),
                subject=f"{place.file}: {message}",
                severity="warning",
            )
        )


def place_in(file: str, text: str, offset: int) -> Place:
    """The place of an offset; a byte order mark takes no column."""
    before = text[:offset]
    column = len(before) - before.rfind("\n")
    return Place(file, before.count("\n") + 1, column - (column == offset + 1 and before[:1] == "\ufeff"))
