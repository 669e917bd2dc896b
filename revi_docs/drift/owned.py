"""Fields of hand-written files that belong to the contract: which file stands for which item.

`owns` names files and fields: `".claude/agents/**/*.md": {model: "agents.{name}.model"}`. In the way to
the value `{name}` is the front matter's name, `{stem}` the file's name without its ending, and
any other word what the pattern calls so. A pattern that begins with `!` takes files away from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.contract.lookup import UnknownValueError, path_of, value_at
from revi_docs.contract.reading import Path, dotted
from revi_docs.contract.relations import model_of
from revi_docs.drift import owned_faults as faults
from revi_docs.drift.pages import Page, Pages
from revi_docs.files import front_matter
from revi_docs.files.fields import Plain
from revi_docs.files.front_matter import Field, FrontMatter
from revi_docs.files.globs import fits, parts
from revi_docs.problems.problem import Place, Problem

AGENTS = "agents"
_WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One field of one file and the value of the contract that must stand there.

    `field` is None where the file does not have it yet.
    """

    page: Page
    name: str
    path: Path
    wanted: str | tuple[str, ...]
    field: Field | None
    place: Place


@dataclass(slots=True)
class Owned:
    """All assignments, what is wrong with the files, and which item each file stands for."""

    assignments: dict[tuple[str, str], Assignment] = field(default_factory=dict)
    """(path, field) → its assignment."""
    problems: list[Problem] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    items: dict[Path, dict[str, list[Place]]] = field(default_factory=dict)
    """Section, as the way to it → id → the places of the files that stand for it."""
    names: dict[str, list[Place]] = field(default_factory=dict)
    """What agents call themselves → where."""
    untold: set[str] = field(default_factory=set)
    """Sections with a file of which nobody can tell which item it stands for, for it cannot be read."""


def owned(loaded: Loaded, pages: Pages) -> Owned:
    """Reads every file that `owns` names."""
    result = Owned()
    owns = loaded.contract.owns
    spared = {path for pattern in owns if pattern.startswith("!") for path in pages.matching(pattern[1:])}
    for pattern, fields in owns.items():
        if not pattern.startswith("!"):
            sections = (_section(loaded, way) for way in fields.values())
            result.items |= {section: {} for section in sections if section and section not in result.items}
        for path in pages.matching(pattern) if not pattern.startswith("!") else ():
            if path in spared:
                continue
            _File(loaded, pages, result, pattern, path).read(fields)
    for section, found in result.items.items():
        made = _made(loaded, pages, section)
        if section[0] not in result.untold:
            missing = faults.without_file(loaded, section, value_at(loaded.contract, section), found)
            result.problems += [problem for problem in missing if problem.subject not in made]
    result.problems += faults.doubled_agents(result.names)
    result.problems = list(dict.fromkeys(result.problems))
    return result


def _section(loaded: Loaded, way: str) -> Path | None:
    """The section for whose items a way stands; None where it stands for a single value, or leads nowhere."""
    before, brace, _ = way.partition("{")
    try:
        section = path_of(loaded.contract, before.rpartition(".")[0]) if brace else ()
        return section if section and isinstance(value_at(loaded.contract, section), Mapping) else None
    except UnknownValueError:
        return None


def _made(loaded: Loaded, pages: Pages, path: Path) -> set[str]:
    """The items of a section whose files are outputs, among those that people write."""
    section = dotted(path)
    patterns = [
        pattern
        for pattern, fields in loaded.contract.owns.items()
        if any(way.startswith(f"{section}.") for way in fields.values())
    ]
    return {f"{section}.{PurePosixPath(path).stem}" for path in pages.outputs if fits(patterns, path)}


@dataclass(slots=True)
class _File:
    """One owned file while it is read."""

    loaded: Loaded
    pages: Pages
    result: Owned
    pattern: str
    path: str

    def read(self, fields: Any) -> None:
        page = self.pages.page(self.path)
        if not isinstance(page, Page):
            self._leave(fields, *page)
            return
        try:
            front = front_matter.read(page.text)
        except front_matter.UnclosedError:
            self._leave(fields, faults.unclosed(self.path))
            return
        self.result.files.add(self.path)
        self.result.problems += self._of_form(front)
        for name, way in fields.items():
            self._assign(page, front, name, way)

    def _leave(self, fields: Mapping[str, str], *problems: Problem) -> None:
        self.result.problems += problems
        self.result.untold |= {way.partition(".")[0] for way in fields.values()}

    def _of_form(self, front: FrontMatter | None) -> Iterator[Problem]:
        if front and front.error:
            yield faults.no_yaml(self.path, front.error)
        if front:
            yield from (faults.doubled_field(self.path, front, name) for name in front.doubled)

    def _assign(self, page: Page, front: FrontMatter | None, name: str, way: str) -> None:
        section = way.partition(".")[0]
        bound = self._bound(front, section)
        if section == AGENTS:
            self._as_agent(front, _place(page, front, "name"))
        missing = [word for word in _WORD.findall(way) if not bound.get(word)]
        if missing:
            self.result.problems.append(faults.nameless(self.path, missing[0], section))
            return
        spelled = _WORD.sub(lambda found: bound[found[1]], way)
        items = _section(self.loaded, way)
        try:
            path = path_of(self.loaded.contract, spelled)
        except UnknownValueError as error:
            if items and error.path == items:
                written = way[len(dotted(items)) + 1 :].partition(".")[0]
                item = _WORD.sub(lambda found: bound[found[1]], written)
                known = value_at(self.loaded.contract, items)
                place = _place(page, front, "name")
                self.result.problems.append(faults.file_without_item(place, dotted(items), item, known))
            return
        if items:
            _note(self.result.items[items], str(path[len(items)]), _place(page, front, "name"))
        path, value = _stated(self.loaded, path)
        if value is not None:
            there = front.named(name) if front else ()
            at = _place(page, front, name)
            made = Assignment(page, name, path, value, there[0] if there else None, at)
            other = self.result.assignments.setdefault((self.path, name), made)
            if other.path != path:
                self.result.problems.append(faults.doubled_owner(self.loaded, made.place, other.path, path))

    def _as_agent(self, front: FrontMatter | None, place: Place) -> None:
        """What Claude Code asks of an agent's file, whatever is owned of it."""
        name = _said(front, "name")
        if name:
            _note(self.result.names, name, place)
        else:
            self.result.problems.append(faults.nameless(self.path, "name", AGENTS))
        if name and not _said(front, "description"):
            self.result.problems.append(faults.undescribed(self.path))

    def _bound(self, front: FrontMatter | None, section: str) -> dict[str, str]:
        """What the words in the way to a value stand for."""
        named = _said(front, "name")
        stem = PurePosixPath(self.path).stem
        return {"stem": stem, "name": named if section == AGENTS else named or stem} | dict(
            parts(self.pattern, self.path) or {}
        )


def _note(found: dict[str, list[Place]], name: str, place: Place) -> None:
    places = found.setdefault(name, [])
    if place not in places:
        places.append(place)


def _said(front: FrontMatter | None, name: str) -> str:
    found = front.named(name) if front else ()
    value = found[0].value if found else None
    if not isinstance(value, str) or (not found[0].style and value in ("~", "null", "Null", "NULL")):
        return ""
    return value.strip()


def _place(page: Page, front: FrontMatter | None, name: str) -> Place:
    """Where a field's value stands, or where the front matter ends that lacks it."""
    found = front.named(name) if front else ()
    if not found:
        return Place(page.path, front.last_line if front else 1, 1)
    first = found[0]
    several = "\n" in page.text[first.start : first.end]
    end = 0 if several else first.column + first.end - first.start
    return Place(page.path, first.line, first.column, end)


def _stated(loaded: Loaded, path: Path) -> tuple[Path, str | tuple[str, ...] | None]:
    """The value that holds and where it is stated; None where the contract states none.

    An agent without a model of its own has its group's.
    """
    value = value_at(loaded.contract, path)
    if value is None and path[0] == AGENTS and path[2:] == ("model",):
        agent = loaded.contract.agents[str(path[1])]
        value = model_of(loaded.contract, agent)
        path = ("groups", agent.group or "", "model")
    if isinstance(value, tuple):
        texts = tuple(one for one in value if isinstance(one, str))
        return path, texts if texts and len(texts) == len(value) else None
    if isinstance(value, bool):
        return path, Plain(str(value).lower())
    if isinstance(value, float) and value.is_integer():
        return path, str(int(value))
    return path, str(value) if isinstance(value, (str, int, float)) and value != "" else None
