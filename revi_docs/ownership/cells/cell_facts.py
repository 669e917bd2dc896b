"""What an owned place of a hand-written file must show."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath
from revi_docs.ownership.cells.cell_slots import CellSlot, RowSlot
from revi_docs.ownership.cells.contract_values import OwnedValue
from revi_docs.ownership.cells.yaml_slots import EntrySlot, YamlSlot
from revi_docs.problems.problem import Place


@dataclass(frozen=True, slots=True)
class CellFact:
    """A cell, a value in YAML, or a missing row or entry, and the contract value that it must show."""

    name: str
    path: KeyPath
    expected: OwnedValue
    slot: CellSlot | RowSlot | YamlSlot | EntrySlot
    place: Place
