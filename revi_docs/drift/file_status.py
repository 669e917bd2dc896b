"""The state of one file, region or field compared with its expected content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.markdown.regions import Region
from revi_docs.outputs.renderer import RenderResult
from revi_docs.ownership.field_assignments import FieldAssignment
from revi_docs.ownership.hand_written_files import HandWrittenFile
from revi_docs.problems.problem import Place


class DriftState(Enum):
    """The state of a file or a part of it. Clean means that the bytes are equal.

    A text that DIFFERS is STALE or TAMPERED; `edit_evidence` decides.
    """

    CLEAN = "clean"
    DIFFERS = "differs"
    STALE = "stale"
    TAMPERED = "tampered"
    CONFLICTED = "conflicted"
    LINKED = "linked-output"
    FOREIGN = "foreign-file"
    MISSING = "missing"
    ORPHANED = "orphaned"
    FIELD_DIFFERS = "field-differs"
    FIELD_MISSING = "field-missing"


GENERATED_STATES = frozenset({DriftState.STALE, DriftState.MISSING, DriftState.ORPHANED})
"""States of files that differ from the render and have no manual edits."""


@dataclass(frozen=True, slots=True)
class RegionPart:
    """A region of a hand-written file; `content` is the expected text between its markers."""

    file: HandWrittenFile
    region: Region
    content: str

    @property
    def place(self) -> Place:
        """The start of the content, after the begin marker."""
        preceding_text = self.file.text[: self.region.content_start]
        return Place(self.file.path, preceding_text.count("\n") + 1, len(preceding_text) - preceding_text.rfind("\n"))


@dataclass(frozen=True, slots=True)
class FieldPart:
    """An owned field in the front matter of a hand-written file."""

    file: HandWrittenFile
    assignment: FieldAssignment

    @property
    def place(self) -> Place:
        """The place of the value in the file."""
        return self.assignment.place

    @property
    def path(self) -> KeyPath:
        """The key path of the contract value that owns the field."""
        return self.assignment.path


OwnedPart = RegionPart | FieldPart


@dataclass(frozen=True, slots=True)
class FileStatus:
    """The state of a file: the `actual` bytes on disk and the `expected` bytes, None if there are none.

    With a `part`, the bytes are those of that part of a hand-written file. `link` is the symbolic link in the path of
    a file that is LINKED: the file itself, or a folder. `commit` is the commit in which a TAMPERED text was edited, ""
    if it is not committed. `unknown` is why it is unknown whether a text was edited, "" if that is known.
    `hides` is the hand-written file that a FOREIGN output would hide from its platform, "" if both have one path.
    """

    path: str
    state: DriftState
    actual: bytes | None
    expected: bytes | None
    rendered: RenderResult | None = None
    part: OwnedPart | None = None
    link: str = ""
    commit: str = ""
    unknown: str = ""
    hides: str = ""
