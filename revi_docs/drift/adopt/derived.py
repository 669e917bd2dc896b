"""What follows from the facts that were found, so that they make a sound contract together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revi_docs.contract.reading import Path
from revi_docs.drift.adopt.facts import Fact
from revi_docs.drift.adopt.stated import UNSTATED, Stated


def derived(facts: Sequence[Fact], stated: Stated) -> Iterator[Fact]:
    """Where stories begin and end by the transitions, and the verdicts that commands give."""
    ways = [fact for fact in facts if fact.path[0] == "transitions"]
    if not ways:
        return
    if not stated.contract.transitions:
        yield from _ends(facts, ways)
    verdicts: dict[str, list[Fact]] = {}
    for fact in ways:
        if fact.path[4]:
            verdicts.setdefault(str(fact.path[2]), []).append(fact)
    for command, several in verdicts.items():
        path: Path = ("commands", command, "verdicts")
        if stated.value(path) is UNSTATED and stated.value(("verdicts", command)) is UNSTATED:
            values = tuple(dict.fromkeys(str(fact.path[4]) for fact in several))
            yield Fact(("verdicts", command), None, several[0].place)
            yield Fact(("verdicts", command, "values"), values, several[0].place)
            yield Fact(path, command, several[0].place)


def _ends(facts: Sequence[Fact], ways: list[Fact]) -> Iterator[Fact]:
    """A status that no way leaves is terminal; one that no way reaches is where a story may begin."""
    left = {fact.path[1] for fact in ways}
    reached = {fact.value for fact in ways}
    statuses = [fact for fact in facts if fact.path[0] == "statuses" and len(fact.path) == 2]
    first = [fact for fact in statuses if fact.path[1] not in reached]
    said = {fact.path for fact in facts}
    for fact in statuses:
        if fact in first and first != statuses[:1]:
            yield Fact((*fact.path, "initial"), True, fact.place)
        if fact.path[1] not in left and (*fact.path, "terminal") not in said:
            yield Fact((*fact.path, "terminal"), True, fact.place)
