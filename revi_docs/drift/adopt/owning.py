"""Which front-matter fields the contract is to own: those that agree with it in every file of a pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from revi_docs.contract.load import Loaded
from revi_docs.contract.reading import Path
from revi_docs.drift.adopt.agents import Agents
from revi_docs.drift.adopt.cover import cover
from revi_docs.drift.adopt.facts import Fact, Told
from revi_docs.drift.adopt.stated import UNSTATED, Stated
from revi_docs.files.globs import fits, parts
from revi_docs.problems.problem import Place


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind: their section, path → name of those taken over, pattern → form of the name."""

    section: str
    names: Mapping[str, str]
    forms: Mapping[str, str]
    fields: Mapping[str, str]


def agent_forms(agents: Agents, files: Collection[str], loaded: Loaded | None) -> dict[str, str]:
    """Patterns for the agents' files; those of the contract first."""
    known = [
        pattern
        for pattern, fields in (loaded.contract.owns.items() if loaded else ())
        if any(value.startswith("agents.") for value in fields.values())
    ]
    everything = (*agents.names, *agents.broken)
    rest = [path for path in everything if not any(parts(pattern, path) is not None for pattern in known)]
    return dict.fromkeys((*known, *cover(rest, files)), "{name}")


def owned(kind: Kind, facts: Collection[Fact], stated: Stated) -> Iterator[Fact]:
    """The entries of `owns`. `stated` is the contract as it will be without them.

    A pattern gets the fields that agree in all its files. Where no file has any, it gets the first all the
    same: then `check` knows which file stands for which item.
    """
    said = {(fact.place.file, fact.path): fact.value for fact in facts}
    owns = stated.contract.owns
    kept: set[str] = set()
    for pattern, form in kind.forms.items():
        if pattern.startswith("!"):
            if pattern not in owns and any(_overlap(pattern, other) for other in kept):
                yield Fact(("owns", pattern), None, Place(""))
            continue
        inside = [path for path in kind.names if fits((pattern,), path)]
        found = {key: _agreeing(kind, key, inside, said, stated) for key in kind.fields.values()}
        agreed = [field for field, key in kind.fields.items() if found[key]]
        silent = [field for field, key in kind.fields.items() if found[key] == 0]
        for field in agreed or ([] if pattern in owns else silent[:1]):
            if field not in owns.get(pattern, {}):
                kept.add(pattern)
                value = f"{kind.section}.{form}.{kind.fields[field]}"
                yield Fact(("owns", pattern, field), value, Place(""))


def _overlap(exclusion: str, pattern: str) -> bool:
    sample = exclusion.removeprefix("!").replace("*", "x").replace("?", "x")
    return fits((pattern,), sample)


def _agreeing(
    kind: Kind, key: str, paths: list[str], said: Mapping[tuple[str, Path], Told], stated: Stated
) -> int | None:
    """In how many files the value is the contract's; None where one has another."""
    number = 0
    for path in paths:
        way = (kind.section, kind.names[path], key)
        value = stated.value(way)
        if value is UNSTATED:
            continue
        if said.get((path, way)) != value:
            return None
        number += 1
    return number
