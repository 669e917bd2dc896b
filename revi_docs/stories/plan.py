"""The execution plan: its phases in order, and the stories of each with what they wait for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.tables import Table, tables
from revi_docs.stories.document import Document, read_document
from revi_docs.stories.names import Naming
from revi_docs.stories.shelf import Shelf

ARTIFACT = "plan_exec"
"""The artifact that is the plan."""

_PHASE = re.compile(r"#{2,4}[ \t]+Phase[ \t]+([0-9]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*#*[ \t]*")
_HEADING = re.compile(r"#{1,4}[ \t]")
_GATE = re.compile(r"\*\*Gate:?\*\*:?[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class PlannedStory:
    """A story that the plan lists."""

    id: str
    delivers: str
    depends_on: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase of the plan: `### Phase 1: what it is about`, its stories, and its gate in one text."""

    number: int
    title: str
    gate: str
    stories: tuple[PlannedStory, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan; `document` is None where there is none."""

    path: str
    document: Document | None = None
    phases: tuple[PlannedPhase, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def stories(self) -> tuple[PlannedStory, ...]:
        """All stories, in the plan's order."""
        return tuple(story for phase in self.phases for story in phase.stories)


def plan_path(loaded: Loaded) -> str:
    """Where the plan stands: beside the folder that holds the stories; "" where the contract has none."""
    return _plan_path(loaded.contract)


def sources(contract: Contract) -> tuple[str, ...]:
    """Where all stands that is read here: the folder of the stories, and the plan."""
    if not contract.project.stories:
        return ()
    return tuple(path for path in (Shelf(Path(), contract).home or ".", _plan_path(contract)) if path)


def _plan_path(contract: Contract) -> str:
    artifact = contract.artifacts.get(ARTIFACT)
    if artifact is None or not contract.project.stories:
        return ""
    home = Shelf(Path(), contract).home.rpartition("/")[0]
    return f"{home}/{artifact.file.replace('{prefix}', contract.project.prefix)}".lstrip("/")


def read_plan(root: Path, loaded: Loaded) -> Plan:
    """The plan of a repository; an empty one where it has none."""
    path = plan_path(loaded)
    if not path or not (root / path).is_file():
        return Plan(path)
    document = read_document(root, path)
    phases = tuple(_phases(document, Naming(loaded.contract)))
    return Plan(path, document, phases, document.problems)


def _phases(document: Document, naming: Naming) -> Iterator[PlannedPhase]:
    lines = document.lines
    heads = [number for number, line in enumerate(lines, 1) if _HEADING.match(line)]
    for number in heads:
        found = _PHASE.fullmatch(lines[number - 1])
        if found is None:
            continue
        end = next((other for other in heads if other > number), len(lines) + 1)
        inside = lines[number : end - 1]
        listed = (
            story for table in tables(inside, number + 1) for story in _stories(table, document, naming)
        )
        title, place = found[2] or "", document.at(number)
        yield PlannedPhase(int(found[1]), title, _gate(inside), tuple(listed), place)


def _gate(lines: tuple[str, ...]) -> str:
    """The paragraph that begins with `**Gate:**`."""
    said: list[str] = []
    for line in lines:
        begins = _GATE.match(line)
        if begins:
            said = [begins[1]]
        elif said and not line.strip():
            break
        elif said:
            said.append(line.strip())
    return " ".join(said).strip()


def _stories(table: Table, document: Document, naming: Naming) -> Iterator[PlannedStory]:
    """The rows of a table with the columns `Story`, `Delivers` and `Depends on`."""
    names = [name.lower() for name in table.columns]
    if "story" not in names:
        return
    for line, cells in table.rows:
        row = dict(zip(names, cells, strict=False))
        found = re.match(naming.id_form, row.get("story", "").removeprefix("["))
        if found:
            waits = tuple(re.findall(naming.id_form, row.get("depends on", "")))
            yield PlannedStory(found[0], row.get("delivers", ""), waits, document.at(line))
