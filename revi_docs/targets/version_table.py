"""Facts that depend on the version of a platform: what it has, since when, and until when."""

from __future__ import annotations

from collections.abc import Iterable

from revi_docs.problems.fast_record import FastRecord


class VersionedFact(FastRecord):
    """One thing that a platform has or a limit that it sets: a tool, an event, a field, a number.

    `since` is the first version with it and `until` the first version without it; both are empty if no version is
    known. `source` is the document that says so, with the version that it describes. `value` is the number of a
    limit, 0 for anything else. `note` says what the name alone does not.
    """

    name: str
    source: str
    since: str = ""
    until: str = ""
    value: float = 0
    note: str = ""


def version_key(version: str) -> tuple[int, ...]:
    """The numbers of a version such as `2.1.288`, for comparison. Raises ValueError for anything else."""
    return tuple(int(part) for part in version.split("."))


def is_in_force(fact: VersionedFact, version: str) -> bool:
    """Whether a version of the platform has it."""
    number = version_key(version)
    return (not fact.since or version_key(fact.since) <= number) and (
        not fact.until or number < version_key(fact.until)
    )


def facts_of(table: Iterable[VersionedFact], version: str) -> dict[str, VersionedFact]:
    """Name → fact, of everything that a version of the platform has."""
    return {fact.name: fact for fact in table if is_in_force(fact, version)}
