"""Compare the addressed cells of a hand-written file with the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.items import has_item_files
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.relations import moves
from revi_docs.files.markdown.cell_address import (
    AddressedRow,
    CellAddress,
    addressed_rows,
    addressed_tables,
    comparable,
    parse_address,
)
from revi_docs.files.markdown.table_cells import Cell
from revi_docs.files.text_places import place_at_offset
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.ownership.cells import cell_problems
from revi_docs.ownership.cells.cell_facts import AddressReader, CellFact
from revi_docs.ownership.cells.cell_slots import CellSlot, RowSlot
from revi_docs.ownership.cells.cell_values import name_list
from revi_docs.ownership.cells.contract_values import (
    KEY,
    TARGETS,
    TRANSITIONS,
    OwnedValue,
    expected_value,
    missing_items,
    referenced_items,
)
from revi_docs.ownership.cells.transition_tables import RowKey, TransitionColumns, transition_columns
from revi_docs.problems.problem import Place, Problem


class CellReader(AddressReader):
    """Reads the addressed cells of one file."""

    __slots__ = ()

    def read(self) -> None:
        """Read all addresses of the file."""
        for name, template in self.fields.items():
            address = parse_address(name)
            if address is None:
                continue
            if not any(True for _ in addressed_tables(self.text, address)):
                self.problems.append(cell_problems.missing_table(self.path, address, self.owner_place(name)))
            elif address.column:
                self._read_cells(address, template)
            elif template == TRANSITIONS:
                columns = transition_columns(address)
                if columns:
                    self._read_transition_rows(columns)
            else:
                self._read_item_rows(address, template)

    def _read_cells(self, address: CellAddress, template: str) -> None:
        items = referenced_items(self.loaded, template)
        for row in addressed_rows(self.text, address):
            item = items.find(row.keys[0].text)
            new_targets = self._new_targets(row, item) if item and template == TARGETS else []
            for target in new_targets:
                place = self._place(row.cell or row.keys[0])
                self.problems.append(cell_problems.row_without_item(place, TRANSITIONS, f"{item} → {target}", False))
            if item and not new_targets:
                self._add_cell(row, address, expected_value(self.loaded, template, item))

    def _new_targets(self, row: AddressedRow, item: str) -> list[str]:
        """Return the targets that a cell adds to those of the contract; none if it lacks one of them."""
        _, expected = expected_value(self.loaded, TARGETS, item)
        targets = {name.casefold() for name in expected or ()}
        names = [name for name in name_list(row.cell.text if row.cell else "") if name != item]
        has_all = targets <= {name.casefold() for name in names}
        return [name for name in names if name.casefold() not in targets] if has_all else []

    def _add_cell(self, row: AddressedRow, address: CellAddress, expected: tuple[KeyPath, OwnedValue | None]) -> None:
        path, value = expected
        if value is None or row.cell is None:
            return
        slot = CellSlot(address, tuple(key.text for key in row.keys), row.cell)
        self.facts.append(CellFact(address.column, path, value, slot, self._place(row.cell)))

    def _place(self, cell: Cell) -> Place:
        return place_at_offset(self.path, self.text, cell.start)

    def _read_item_rows(self, address: CellAddress, template: str) -> None:
        """Compare the key cells with the items; a template that ends with `{key}` does not need all items."""
        section = template.removesuffix(f".{KEY}")
        items = referenced_items(self.loaded, section)
        rows = list(addressed_rows(self.text, address))
        unknown_rows = [row for row in rows if not items.find(row.keys[0].text)]
        missing = missing_items(items, [row.keys[0].text for row in rows], template)
        if len(unknown_rows) == len(missing) == 1:
            self._add_renamed_key(address, unknown_rows[0], (*section.split("."), missing[0]))
            return
        has_files = has_item_files(self.loaded.contract, section)
        for row in unknown_rows:
            place = self._place(row.keys[0])
            self.problems.append(cell_problems.row_without_item(place, section, row.keys[0].text, has_files))
        for item in missing:
            values = {address.key_columns[0]: item, **self._owned_values(address, item)}
            self._add_row(address, values, (*section.split("."), item), item)

    def _add_renamed_key(self, address: CellAddress, row: AddressedRow, path: KeyPath) -> None:
        """Add the key cell of the only unknown row, if only one item has no row: one of the two was renamed."""
        cell_address = CellAddress(address.heading, address.key_columns, address.key_columns[0])
        slot = CellSlot(cell_address, (row.keys[0].text,), row.keys[0])
        self.facts.append(CellFact(cell_address.column, path, str(path[-1]), slot, self._place(row.keys[0])))

    def _owned_values(self, address: CellAddress, item: str) -> dict[str, OwnedValue]:
        """Return the other owned cells of a missing row: column → value."""
        values: dict[str, OwnedValue] = {}
        for name, template in self.fields.items():
            other = parse_address(name)
            if other and other.column and comparable(other.heading) == comparable(address.heading):
                _, value = expected_value(self.loaded, template, item)
                if value is not None and other.key_columns == address.key_columns:
                    values[other.column] = value
        return values

    def _add_row(self, address: CellAddress, values: Mapping[str, OwnedValue], path: KeyPath, label: str) -> None:
        table = list(addressed_tables(self.text, address))[-1]
        place = place_at_offset(self.path, self.text, max(table.start, table.end - 1))
        self.facts.append(CellFact(f"{address}#{label}", path, label, RowSlot(address, values), place))

    def _read_transition_rows(self, columns: TransitionColumns) -> None:
        missing = columns.contract_keys(self.loaded.contract)
        unmatched: list[tuple[AddressedRow, RowKey]] = []
        expected_keys = dict(missing)
        for row in addressed_rows(self.text, columns.address):
            for key in columns.row_keys(row):
                missing.pop(key, None)
                if key not in expected_keys and _has_target(columns, key):
                    unmatched.append((row, key))
        for row, key in unmatched:
            replacement = self._replacement(columns, key, missing)
            if replacement and len(columns.row_keys(row)) == 1:
                self._add_target(columns, row, missing.pop(replacement).target)
            else:
                text = " → ".join(part for part in key[:2])
                self.problems.append(cell_problems.row_without_item(self._place(row.keys[0]), TRANSITIONS, text, False))
        for move in missing.values():
            texts = columns.texts(move, "by" in columns.roles)
            values: dict[str, OwnedValue] = dict(zip(columns.address.key_columns, texts, strict=True))
            label = f"{move.source} → {move.target}"
            self._add_row(columns.address, values, (TRANSITIONS, move.transition_index), label)

    def _replacement(self, columns: TransitionColumns, key: RowKey, missing: Mapping[RowKey, object]) -> RowKey | None:
        """Return the only missing transition that differs from the row in the target alone."""
        index = columns.target_index()
        rest = (*key[:index], *key[index + 1 :])
        candidates = [other for other in missing if (*other[:index], *other[index + 1 :]) == rest]
        return candidates[0] if len(candidates) == 1 else None

    def _add_target(self, columns: TransitionColumns, row: AddressedRow, target: str) -> None:
        index = columns.target_index()
        address = columns.address
        others = tuple(column for position, column in enumerate(address.key_columns) if position != index)
        cell_address = CellAddress(address.heading, others, address.key_columns[index])
        keys = tuple(cell.text for position, cell in enumerate(row.keys) if position != index)
        indexes = [m.transition_index for m in moves(self.loaded.contract) if m.target == target]
        slot = CellSlot(cell_address, keys, row.keys[index])
        place = self._place(row.keys[index])
        self.facts.append(CellFact(cell_address.column, (TRANSITIONS, *indexes[:1]), target, slot, place))


def _has_target(columns: TransitionColumns, key: RowKey) -> bool:
    return bool(key[columns.target_index()])


def unmatched_patterns(loaded: LoadedContract, matched: Mapping[str, bool]) -> Iterator[Problem]:
    """Yield a problem for each pattern of `owns` with addresses of cells or values that matches no file."""
    for pattern, fields in loaded.contract.owns.items():
        has_addresses = any(is_yaml_path(pattern) or parse_address(name) for name in fields)
        if has_addresses and not matched.get(pattern):
            yield cell_problems.missing_file(pattern, loaded.place_of("owns", pattern))
