"""What the contract owns in hand-written files: front-matter fields, table cells and values in YAML.

A slot finds its place in a text, compares it with a value in any notation, and writes the value there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.markdown.front_matter_edits import field_equals, with_field
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.ownership.cells.cell_slots import CellSlot, RowSlot
from revi_docs.ownership.cells.yaml_slots import EntrySlot, YamlSlot
from revi_docs.ownership.hand_written_files import HandWrittenFile
from revi_docs.problems.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class FieldAssignment:
    """A field, table cell or value of a file, where it is, and the contract value it must have."""

    file: HandWrittenFile
    name: str
    path: KeyPath
    expected: str | tuple[str, ...]
    slot: FieldSlot | CellSlot | RowSlot | YamlSlot | EntrySlot
    place: Place


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """A front-matter field; `field` is None if the file lacks it."""

    name: str
    field: Field | None

    def actual(self, text: str) -> str | None:
        """Return the value as written; None if it is missing."""
        return None if self.field is None else text[self.field.start : self.field.end]

    def shows(self, text: str, expected: str | tuple[str, ...]) -> bool:
        """Whether the field has the value, in any notation."""
        return self.field is not None and field_equals(self.field, text, expected)

    def with_value(self, text: str, value: str | tuple[str, ...] | None) -> str:
        """Return the text with the value, or without the field; raises FieldEditError."""
        return with_field(text, self.name, value)


@dataclass(slots=True)
class OwnedFields:
    """All assignments, the problems of the files, and the items that the files represent."""

    assignments: dict[tuple[str, str], FieldAssignment] = field(default_factory=dict)
    """(path, field name, or address and key of a cell or value) → assignment."""
    problems: list[Problem] = field(default_factory=list)
    file_paths: set[str] = field(default_factory=set)
    item_places: dict[KeyPath, dict[str, list[Place]]] = field(default_factory=dict)
    """Key path of a section → item id → the places of the files that represent it."""
    agent_names: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """(platform folder, name of an agent) → places: each platform loads its own files only."""
    unreadable_sections: set[str] = field(default_factory=set)
    """Sections with an unreadable file, whose item is therefore unknown."""
