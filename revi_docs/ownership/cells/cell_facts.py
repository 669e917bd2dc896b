"""What an owned place of a hand-written file must show, and what the readers of such places share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.ownership.cells.cell_slots import CellSlot, RowSlot
from revi_docs.ownership.cells.contract_values import OwnedValue
from revi_docs.ownership.cells.yaml_slots import EntrySlot, YamlSlot
from revi_docs.problems.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class CellFact:
    """A cell, a value in YAML, or a missing row or entry, and the contract value that it must show."""

    name: str
    path: KeyPath
    expected: OwnedValue
    slot: CellSlot | RowSlot | YamlSlot | EntrySlot
    place: Place


@dataclass(slots=True)
class AddressReader:
    """What reads one file by the addresses in `owns`: address → path in the contract.

    `facts` and `problems` are the results.
    """

    loaded: LoadedContract
    path: str
    text: str
    fields: Mapping[str, str]
    facts: list[CellFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def owner_place(self, address: str) -> Place:
        """Return the place of an address in the contract."""
        pattern = next((key for key, fields in self.loaded.contract.owns.items() if address in fields), "")
        return self.loaded.place_of("owns", pattern, address)
