"""What the agents' files say: names, meanings, models and tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.contract.scalars import CONTROL
from revi_docs.contract.shape import MODEL, NAME
from revi_docs.drift import owned_faults
from revi_docs.drift.adopt.facts import Findings
from revi_docs.drift.adopt.sources import Source
from revi_docs.files.front_matter import Field
from revi_docs.problems.problem import Place, Problem

MOST_LETTERS = 200
"""How long a description may be to serve as a meaning. A longer one stays in its file alone."""

AGENT_FIELDS = {"description": "meaning", "model": "model", "tools": "tools"}
"""Front-matter field → key of an agent."""


@dataclass(frozen=True, slots=True)
class Agents:
    """Path → name of those that are agents; and the paths of those that have to be mended first."""

    names: dict[str, str]
    broken: tuple[str, ...]


def read_agents(sources: tuple[Source, ...], unclosed: tuple[str, ...], found: Findings) -> Agents:
    """Notes what the agents' files say."""
    named: dict[str, list[tuple[Source, Field]]] = {}
    broken: list[str] = []
    for source in sources:
        name = only(source, "name")
        if name is None or not isinstance(name.value, str) or not source.says("description"):
            no_name = owned_faults.nameless(source.path, "name", "agents")
            found.problems.append(owned_faults.undescribed(source.path) if name is not None else no_name)
            broken.append(source.path)
        elif not re.fullmatch(NAME, name.value):
            fix = "use small letters and hyphens"
            found.leave(f"the name '{name.value[:40]}' can be no name here", fix, at(source, name))
        else:
            named.setdefault(name.value.casefold(), []).append((source, name))
    kept: dict[str, str] = {}
    for several in named.values():
        if len(several) > 1:
            found.problems.append(_doubled(several))
            broken += [source.path for source, _ in several]
            continue
        source, name = several[0]
        kept[source.path] = str(name.value)
        _read(source, name, found)
    return Agents(kept, (*broken, *unclosed))


def _read(source: Source, name: Field, found: Findings) -> None:
    path = ("agents", str(name.value))
    found.add(path, None, at(source, name))
    for key, value, place in meanings(source):
        found.add((*path, key), value, place)
    _read_model(source, name, found)
    tools = only(source, "tools")
    members = _members(tools)
    if tools is not None and members:
        found.add((*path, "tools"), members, at(source, tools))


def _read_model(source: Source, name: Field, found: Findings) -> None:
    """Notes the model as it is written; that none is written is a fact too, where another place names one."""
    model = only(source, "model")
    value = model.value if model and isinstance(model.value, str) else ""
    place = at(source, model or name)
    found.add(("agents", str(name.value), "model"), value, place)
    if is_model(value):
        found.add(("models", value), None, place)
    elif model and model.value:
        found.leave("the model can be no name here", "write one model, without spaces", place)


def is_model(value: object) -> bool:
    """Whether the contract can state such a model."""
    return isinstance(value, str) and re.fullmatch(MODEL, value) is not None


def meanings(source: Source) -> Iterator[tuple[str, str, Place]]:
    """The description where it can serve as the meaning: on one line, and not too long."""
    field = only(source, "description")
    if field is None or not isinstance(field.value, str) or not field.value.strip():
        return
    if len(field.value) <= MOST_LETTERS and "\n" not in field.value and not CONTROL.search(field.value):
        yield "meaning", field.value, at(source, field)


def only(source: Source, name: str) -> Field | None:
    """The field of that name, where there is one."""
    fields = source.front.named(name) if source.front else ()
    return fields[0] if len(fields) == 1 else None


def at(source: Source, field: Field) -> Place:
    """Where a field's value stands."""
    return Place(source.path, field.line, field.column)


def _members(field: Field | None) -> tuple[str, ...]:
    """The tools, where they are a list without doubles; nothing where that is not certain."""
    if field is None or field.value is None:
        return ()
    parts = field.value.split(",") if isinstance(field.value, str) else field.value
    members = tuple(part.strip() for part in parts)
    sound = all(members) and len(set(members)) == len(members)
    return members if sound and not any(CONTROL.search(one) or "\n" in one for one in members) else ()


def _doubled(several: list[tuple[Source, Field]]) -> Problem:
    name = several[0][1].value
    return Problem(
        code="doubled-agent",
        message=f"{len(several)} files are called '{name}', and Claude Code leaves all but one out",
        fix="give all but one another name, or remove them",
        places=tuple(at(source, field) for source, field in several),
        subject=f"agents.{name}",
    )
