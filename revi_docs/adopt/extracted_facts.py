"""Facts found in a repository: values with their key path in the contract and their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.problems.problem import Place, Problem

FactValue = str | int | bool | tuple[str, ...] | None
"""A single value, the items of a list, or None: the item exists."""


@dataclass(frozen=True, slots=True)
class ExtractedFact:
    """A value and its key path in the contract; the key path of an item is its section and id.

    A transition has the path `("transitions", from, by, event, verdict)` and its target as value; without
    event and verdict, the path ends with the target, too. `remark` is the comment beside the value, by default
    its place.
    """

    path: KeyPath
    value: FactValue
    place: Place
    remark: str = ""


@dataclass(slots=True)
class FactCollector:
    """Collects facts and problems."""

    facts: list[ExtractedFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Sequence[str | int], value: FactValue, place: Place) -> None:
        """Add a fact."""
        self.facts.append(ExtractedFact(tuple(path), value, place))

    def add_warning(self, message: str, fix: str, place: Place) -> None:
        """Add a warning about something that was skipped."""
        self.problems.append(skipped(message, fix, f"{place.file}: {message}", place))


def skipped(message: str, fix: str, subject: str, *places: Place) -> Problem:
    """Return the warning about something that was not adopted."""
    return Problem(code="left-alone", message=message, fix=fix, places=places, subject=subject, severity="warning")
