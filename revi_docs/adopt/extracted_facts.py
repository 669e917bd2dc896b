"""What was found in the repository: values, each with its way in the contract and the place it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.problems.problem import Place, Problem

FactValue = str | int | bool | tuple[str, ...] | None
"""What a place says: a single value, the members of a list, or nothing but that the item is there."""


@dataclass(frozen=True, slots=True)
class ExtractedFact:
    """One value. `path` is the way to it in the contract; an item itself has its section and id alone.

    A transition is `("transitions", from, by, event, verdict)` and says where it leads; the way of one
    that nothing but its ends tells apart from others holds where it leads, too.
    """

    path: KeyPath
    value: FactValue
    place: Place


@dataclass(frozen=True, slots=True)
class FactSpan:
    """A stretch of a file's text, by offsets, that shows the value at `path`; `id` at the end is a name."""

    start: int
    end: int
    path: KeyPath


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """Whole lines of a file that were understood: a table, or a list in YAML. By offsets of the text."""

    file: str
    start: int
    end: int
    spans: tuple[FactSpan, ...]


@dataclass(slots=True)
class FactCollector:
    """All that was found so far: facts, the passages they stand in, and what people should know."""

    facts: list[ExtractedFact] = field(default_factory=list)
    blocks: list[SourceBlock] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Sequence[str | int], value: FactValue, place: Place) -> None:
        """Notes a fact."""
        self.facts.append(ExtractedFact(tuple(path), value, place))

    def add_warning(self, message: str, fix: str, place: Place) -> None:
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


def place_at_offset(file: str, text: str, offset: int) -> Place:
    """The place of an offset; a byte order mark takes no column."""
    preceding_text = text[:offset]
    column = len(preceding_text) - preceding_text.rfind("\n")
    return Place(
        file,
        preceding_text.count("\n") + 1,
        column - (column == offset + 1 and preceding_text[:1] == "\ufeff"),
    )
