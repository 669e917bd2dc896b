"""How one thing on disk stands to what it is to be: a file, a region or a field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from revi_docs.contract.key_paths import KeyPath
from revi_docs.drift.hand_written_files import HandWrittenFile
from revi_docs.drift.owned_fields import FieldAssignment
from revi_docs.files.regions import Region
from revi_docs.outputs.renderer import RenderResult
from revi_docs.problems.problem import Place


class DriftState(Enum):
    """How an output stands to its render. Clean means: the bytes are equal, nothing else."""

    CLEAN = "clean"
    STALE = "stale"
    TAMPERED = "tampered"
    CONFLICTED = "conflicted"
    MISSING = "missing"
    ORPHANED = "orphaned"
    FIELD_DIFFERS = "field-differs"
    FIELD_MISSING = "field-missing"


@dataclass(frozen=True, slots=True)
class RegionPart:
    """A region of a page. `content` is what is to stand between its markers."""

    file: HandWrittenFile
    region: Region
    content: str

    @property
    def place(self) -> Place:
        """Where its content begins: behind the begin marker."""
        preceding_text = self.file.text[: self.region.content_start]
        return Place(
            self.file.path, preceding_text.count("\n") + 1, len(preceding_text) - preceding_text.rfind("\n")
        )


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field of a page's front matter."""

    file: HandWrittenFile
    assignment: FieldAssignment

    @property
    def place(self) -> Place:
        """Where its value stands."""
        return self.assignment.place

    @property
    def path(self) -> KeyPath:
        """The value of the contract that must stand there."""
        return self.assignment.path


OwnedPart = RegionPart | FieldPart


@dataclass(frozen=True, slots=True)
class FileStatus:
    """One path: `found` are the bytes on disk, `wanted` what is to be there; None where there is none.

    Where only a `part` of a hand-written file is meant, the bytes are those of the part.
    """

    path: str
    state: DriftState
    actual: bytes | None
    expected: bytes | None
    rendered: RenderResult | None = None
    part: OwnedPart | None = None
