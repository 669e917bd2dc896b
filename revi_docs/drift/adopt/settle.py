"""One value for each fact; where places disagree, a question that names them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from revi_docs.contract.reading import Path, dotted
from revi_docs.drift.adopt.agents import is_model
from revi_docs.drift.adopt.facts import Fact, Told
from revi_docs.drift.adopt.stated import UNSTATED, Stated
from revi_docs.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Settled:
    """`new` is what the contract does not state yet, in order; `open` is what is in question."""

    new: tuple[Fact, ...]
    open: dict[Path, tuple[Fact, ...]]

    @property
    def questions(self) -> tuple[Problem, ...]:
        """Every contradiction, with all its places."""
        return tuple(_question(path, facts) for path, facts in self.open.items())


def settle(facts: Iterable[Fact], stated: Stated) -> Settled:
    """What all the places agree on, and what not. The contract itself is one of the places."""
    places: dict[Path, list[Fact]] = {}
    for fact in facts:
        places.setdefault(fact.path, []).append(fact)
    new: list[Fact] = []
    questions: dict[Path, tuple[Fact, ...]] = {}
    for path, found in places.items():
        if stated.has_its_own(path):
            continue
        said = stated.value(path)
        if said is not UNSTATED:
            found.insert(0, Fact(path, said, stated.place(path)))
        if len({fact.value for fact in found}) > 1:
            questions[path] = tuple(found)
        elif said is UNSTATED and (path[-1] != "model" or is_model(found[0].value)):
            new.append(found[0])
    return Settled(tuple(new), questions)


def told(value: Told) -> str:
    """A value, as people read it."""
    if value == "":
        return "nothing"
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _question(path: Path, facts: tuple[Fact, ...]) -> Problem:
    said = ", ".join(
        f"{fact.place.file}:{fact.place.line} says {told(fact.value)}" for fact in dict.fromkeys(facts)
    )
    name = dotted(tuple(part for part in path if part != ""))
    return Problem(
        code="contradiction",
        message=f"which {path[-1] if path[0] != 'transitions' else 'way'} is right? {name}: {said}",
        fix="make the places agree, then run 'revi-docs adopt' again",
        places=tuple(dict.fromkeys(fact.place for fact in facts)),
        subject=name,
    )
