"""The execution plan: its phases in order, with their stories and dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.files.markdown.markdown_headings import without_closing_marks
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.log_tables import LogTable, find_log_tables
from revi_docs.stories.artifact_names import ArtifactNames
from revi_docs.stories.document import Document, read_document
from revi_docs.stories.story_layout import StoryLayout

PLAN_ARTIFACT = "plan_exec"
"""The artifact kind of the plan."""

_PHASE = re.compile(r"#{2,4}[ \t]+Phase[ \t]+([0-9]+)(?:[ \t]*:[ \t]*(.*))?")
_HEADING = re.compile(r"#{1,4}[ \t]")
# People write the colon inside or outside of the bold text.
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
    """A phase of the plan, under a heading such as `### Phase 1: Title`."""

    number: int
    title: str
    gate: str
    stories: tuple[PlannedStory, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ExecutionPlan:
    """The parsed plan; `document` is None if the repository has no plan."""

    path: str
    document: Document | None = None
    phases: tuple[PlannedPhase, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def stories(self) -> tuple[PlannedStory, ...]:
        """All stories in the order of the plan."""
        return tuple(story for phase in self.phases for story in phase.stories)


def source_paths(contract: Contract) -> tuple[str, ...]:
    """Return the paths that this package reads: the stories' folder and the plan."""
    if not contract.project.stories:
        return ()
    folder = StoryLayout(Path(), contract).stories_folder or "."
    return tuple(path for path in (folder, _plan_path(contract)) if path)


def _plan_path(contract: Contract) -> str:
    """Return the plan's path, next to the stories' folder; "" if the contract defines none."""
    artifact = contract.artifacts.get(PLAN_ARTIFACT)
    if artifact is None or not contract.project.stories:
        return ""
    parent = StoryLayout(Path(), contract).project_folder
    return f"{parent}/{artifact.file.replace('{prefix}', contract.project.prefix)}".lstrip("/")


def read_plan(root: Path, loaded: LoadedContract) -> ExecutionPlan:
    """Read the plan of a repository; the result is empty if there is no plan."""
    path = _plan_path(loaded.contract)
    if not path or not (root / path).is_file():
        return ExecutionPlan(path)
    document = read_document(root, path)
    phases = tuple(_phases(document, ArtifactNames(loaded.contract)))
    return ExecutionPlan(path, document, phases, document.problems)


def _phases(document: Document, artifact_names: ArtifactNames) -> Iterator[PlannedPhase]:
    lines = document.lines
    heading_lines = [number for number, line in enumerate(lines, 1) if _HEADING.match(line)]
    for number in heading_lines:
        match = _PHASE.fullmatch(without_closing_marks(lines[number - 1]))
        if match is None:
            continue
        end = next((later for later in heading_lines if later > number), len(lines) + 1)
        body = lines[number : end - 1]
        stories = (
            story
            for table in find_log_tables(body, number + 1)
            for story in _planned_stories(table, document, artifact_names)
        )
        title, place = match[2] or "", document.place_at(number)
        yield PlannedPhase(int(match[1]), title, _gate_text(body), tuple(stories), place)


def _gate_text(lines: tuple[str, ...]) -> str:
    """Return the paragraph that starts with `**Gate:**`, on one line."""
    parts: list[str] = []
    for line in lines:
        match = _GATE.match(line)
        if match:
            parts = [match[1]]
        elif parts and not line.strip():
            break
        elif parts:
            parts.append(line.strip())
    return " ".join(parts).strip()


def _planned_stories(table: LogTable, document: Document, artifact_names: ArtifactNames) -> Iterator[PlannedStory]:
    """Yield the rows of a table with the columns `Story`, `Delivers` and `Depends on`."""
    columns = [name.lower() for name in table.columns]
    if "story" not in columns:
        return
    for line, cells in table.rows:
        row = dict(zip(columns, cells, strict=False))
        # The cell may be a link, which starts with a bracket.
        match = re.match(artifact_names.id_pattern, row.get("story", "").removeprefix("["))
        if match:
            depends_on = tuple(re.findall(artifact_names.id_pattern, row.get("depends on", "")))
            yield PlannedStory(match[0], row.get("delivers", ""), depends_on, document.place_at(line))
