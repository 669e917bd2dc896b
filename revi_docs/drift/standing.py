"""How one thing on disk stands to what it is to be: a file, a region or a field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from revi_docs.contract.reading import Path
from revi_docs.drift.owned import Assignment
from revi_docs.drift.pages import Page
from revi_docs.files.regions import Region
from revi_docs.outputs.render import Rendered
from revi_docs.problems.problem import Place


class State(Enum):
    """How an output stands to its render. Clean means: the bytes are equal, nothing else."""

    CLEAN = "clean"
    STALE = "stale"
    TAMPERED = "tampered"
    CONFLICTED = "conflicted"
    MISSING = "missing"
    ORPHANED = "orphaned"
    DIFFERS = "field-differs"
    ABSENT = "field-missing"


@dataclass(frozen=True, slots=True)
class RegionPart:
    """A region of a page. `content` is what is to stand between its markers."""

    page: Page
    region: Region
    content: str

    @property
    def place(self) -> Place:
        """Where its content begins: behind the begin marker."""
        before = self.page.text[: self.region.start]
        return Place(self.page.path, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field of a page's front matter."""

    page: Page
    assignment: Assignment

    @property
    def place(self) -> Place:
        """Where its value stands."""
        return self.assignment.place

    @property
    def path(self) -> Path:
        """The value of the contract that must stand there."""
        return self.assignment.path


Part = RegionPart | FieldPart


@dataclass(frozen=True, slots=True)
class Standing:
    """One path: `found` are the bytes on disk, `wanted` what is to be there; None where there is none.

    Where only a `part` of a hand-written file is meant, the bytes are those of the part.
    """

    path: str
    state: State
    found: bytes | None
    wanted: bytes | None
    rendered: Rendered | None = None
    part: Part | None = None
