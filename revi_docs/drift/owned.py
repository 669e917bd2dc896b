"""Fields of hand-written files that belong to the contract: which file stands for which item.

`owns` names files and fields: `".claude/agents/**/*.md": {model: "agents.{name}.model"}`. In the way to
the value `{name}` is the front matter's name, `{stem}` the file's name without its ending, and
any other word what the pattern calls so. A pattern that begins with `!` takes files away from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from pathlib import PurePosixPath
from typing import Any

from revi_docs.contract.load import Loaded
from revi_docs.contract.lookup import UnknownValueError, path_of, value_at
from revi_docs.contract.names import SINGULAR
from revi_docs.contract.reading import Path, dotted
from revi_docs.contract.relations import model_of
from revi_docs.contract.rule import Case
from revi_docs.contract.rules import unknown_owned_value
from revi_docs.contract.rules.unknown_owned_value import why_lost
from revi_docs.drift import owned_faults as faults
from revi_docs.drift.pages import Page, Pages
from revi_docs.files import front_matter
from revi_docs.files.front_matter import Field, FrontMatter
from revi_docs.files.globs import fits, parts
from revi_docs.problems.problem import Place, Problem

AGENTS = "agents"
_NOTHING = ("~", "null", "Null", "NULL")
_WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
_EACH = re.compile(r"([a-z_]+)\.[^.]*\{")
"""A way whose item depends on the file, and its section."""


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
    items: dict[str, dict[str, list[Place]]] = field(default_factory=dict)
    """Section → id → the places of the files that stand for it."""
    agents: dict[str, list[Place]] = field(default_factory=dict)
    """Name → the places of the agents' files that bear it."""


def owned(loaded: Loaded, pages: Pages) -> Owned:
    """Reads every file that `owns` names."""
    result = Owned()
    owns = loaded.contract.owns
    spared = {path for pattern in owns if pattern.startswith("!") for path in pages.matching(pattern[1:])}
    for pattern, fields in owns.items():
        for path in pages.matching(pattern) if not pattern.startswith("!") else ():
            if path in spared:
                continue
            _File(loaded, pages, result, pattern, path).read(fields)
    for section in dict.fromkeys(_sections(loaded)):
        found = result.items.get(section, {})
        made = _made(loaded, pages, section)
        result.problems += [
            problem for problem in faults.of_items(loaded, section, found) if problem.subject not in made
        ]
    result.problems += faults.doubled_agents(result.agents)
    result.problems += unknown_owned_value.check(Case(loaded))
    result.problems = list(dict.fromkeys(result.problems))
    return result


def _sections(loaded: Loaded) -> Iterator[str]:
    """The sections of whose items each is to have a file."""
    for pattern, fields in loaded.contract.owns.items():
        for way in fields.values():
            each = _EACH.match(way)
            if each and each[1] in SINGULAR and why_lost(loaded.contract, pattern, way) is None:
                yield each[1]


def _made(loaded: Loaded, pages: Pages, section: str) -> set[str]:
    """The items of a section whose files are outputs, among those that people write."""
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
            self.result.problems += page
            return
        try:
            front = front_matter.read(page.text)
        except front_matter.UnclosedError:
            self.result.problems.append(faults.unclosed(self.path))
            return
        self.result.files.add(self.path)
        self.result.problems += self._of_form(front)
        if any(way.startswith(f"{AGENTS}.") for way in fields.values()):
            self._identify(page, front)
        for name, way in fields.items():
            if why_lost(self.loaded.contract, self.pattern, way) is None:
                self._assign(page, front, name, way)

    def _identify(self, page: Page, front: FrontMatter | None) -> None:
        """What Claude Code asks of an agent, whatever its file is called."""
        name = _said(front, "name")
        if not name:
            self.result.problems.append(faults.nameless(self.path, "name", AGENTS))
        else:
            places, place = self.result.agents.setdefault(name, []), _place(page, front, "name")
            places += [place] if place not in places else []
        if not _said(front, "description"):
            self.result.problems.append(faults.undescribed(self.path))

    def _of_form(self, front: FrontMatter | None) -> Iterator[Problem]:
        if front and front.error:
            yield faults.no_yaml(self.path, front.error)
        if front:
            yield from (faults.doubled_field(self.path, front, name) for name in front.doubled)

    def _assign(self, page: Page, front: FrontMatter | None, name: str, way: str) -> None:
        section = way.partition(".")[0]
        bound = self._bound(front, section)
        missing = [word for word in _WORD.findall(way) if not bound.get(word)]
        if missing:
            self.result.problems.append(faults.nameless(self.path, missing[0], section))
            return
        spelled = _WORD.sub(lambda found: bound[found[1]], way)
        place = _place(page, front, "name")
        try:
            path = path_of(self.loaded.contract, spelled)
        except UnknownValueError as error:
            known = value_at(self.loaded.contract, error.path)
            item = error.left.removesuffix(way[way.rfind("}") + 1 :])
            if isinstance(known, Mapping):
                where = dotted(error.path)
                self.result.problems.append(faults.file_without_item(place, where, item, known))
            return
        if _EACH.match(way):
            self._note(section, path, place)
        path, value = _stated(self.loaded, path)
        if value is not None:
            there = front.named(name) if front else ()
            at = _place(page, front, name)
            made = Assignment(page, name, path, value, there[0] if there else None, at)
            other = self.result.assignments.setdefault((self.path, name), made)
            if other.path != path:
                self.result.problems.append(faults.doubled_owner(self.loaded, made.place, other.path, path))

    def _bound(self, front: FrontMatter | None, section: str) -> dict[str, str]:
        """What the words in the way to a value stand for."""
        named = _said(front, "name")
        stem = PurePosixPath(self.path).stem
        return {"stem": stem, "name": named if section == AGENTS else named or stem} | dict(
            parts(self.pattern, self.path) or {}
        )

    def _note(self, section: str, path: Path, place: Place) -> None:
        places = self.result.items.setdefault(section, {}).setdefault(str(path[1]), [])
        if place not in places:
            places.append(place)


def _said(front: FrontMatter | None, name: str) -> str:
    found = front.named(name) if front else ()
    value = found[0].value if found else None
    if not isinstance(value, str) or (not found[0].style and value in _NOTHING):
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
    if isinstance(value, bool):
        return path, str(value).lower()
    if isinstance(value, tuple):
        return path, tuple(map(str, value)) or None
    if isinstance(value, Mapping) or is_dataclass(value):
        return path, None
    return path, None if value in (None, "") else str(value)
