"""Compare the addressed values of a YAML file with the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from revi_docs.contract.items import has_item_files
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import resolve_path, value_at
from revi_docs.files.size_limits import SizeError
from revi_docs.files.yaml.yaml_address import (
    AddressedValue,
    YamlAddress,
    YamlDocument,
    addressed_values,
    collection_names,
    named_collection,
    parse_yaml_address,
    parse_yaml_document,
)
from revi_docs.ownership.cells import cell_problems
from revi_docs.ownership.cells.cell_facts import AddressReader, CellFact
from revi_docs.ownership.cells.contract_values import (
    KEY,
    OwnedValue,
    expected_value,
    missing_items,
    referenced_items,
)
from revi_docs.ownership.cells.yaml_slots import EntrySlot, YamlSlot
from revi_docs.problems.problem import Place


class YamlReader(AddressReader):
    """Reads the addressed values of one file."""

    __slots__ = ()

    def read(self) -> None:
        """Read all addresses of the file."""
        try:
            document = parse_yaml_document(self.text)
        except (yaml.YAMLError, SizeError) as error:
            self.problems.append(cell_problems.unreadable_yaml(self.path, error))
            return
        for name, template in self.fields.items():
            address = parse_yaml_address(name)
            # `lint` reports what is not an address.
            if address is not None:
                self._read_address(document, address, template)

    def _read_address(self, document: YamlDocument, address: YamlAddress, template: str) -> None:
        if not address.has_key and _is_section(self.loaded, template):
            self._read_names(document, address, template)
            return
        values = list(addressed_values(document.root, address))
        if not values and not self._is_empty_list(document, address):
            self.problems.append(cell_problems.missing_value(self.path, str(address), self.owner_place(str(address))))
        items = referenced_items(self.loaded, template) if address.has_key else None
        for value in values:
            item = items.find(value.name) if items else ""
            if item or items is None:
                self._add_value(document, address, value, (template, item))

    def _is_empty_list(self, document: YamlDocument, address: YamlAddress) -> bool:
        """Whether the list or mapping of the items is there, and has none."""
        before_key = str(address).partition(KEY)[0].rstrip(".=")
        names_address = parse_yaml_address(f"{before_key}]" if "[" in before_key else before_key or ".")
        return (
            address.has_key and names_address is not None and named_collection(document.root, names_address) is not None
        )

    def _add_value(
        self, document: YamlDocument, address: YamlAddress, value: AddressedValue, source: tuple[str, str]
    ) -> None:
        path, expected = expected_value(self.loaded, *source)
        if expected is None:
            return
        try:
            owned_field = document.field(value.entry) if value.entry else None
        except yaml.YAMLError as error:
            self.problems.append(cell_problems.unreadable_yaml(self.path, error))
            return
        # The value of another kind of entry: `writer: {model: …}` beside `reviewer: …`.
        if value.entry and isinstance(value.entry[1], yaml.MappingNode):
            return
        place = self._mark_place(value.mapping.start_mark)
        if owned_field:
            place = Place(self.path, owned_field.line, owned_field.column)
        slot = YamlSlot(address, value.name, owned_field)
        self.facts.append(CellFact(_last_key(address, value), path, expected, slot, place))

    def _mark_place(self, mark: yaml.Mark) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _read_names(self, document: YamlDocument, address: YamlAddress, template: str) -> None:
        """Compare the names in a list or mapping with the items."""
        collection = named_collection(document.root, address)
        if collection is None:
            self.problems.append(cell_problems.missing_value(self.path, str(address), self.owner_place(str(address))))
            return
        section = template.removesuffix(f".{KEY}")
        items = referenced_items(self.loaded, section)
        has_files = has_item_files(self.loaded.contract, section)
        nodes = list(collection_names(collection, address))
        for node in nodes:
            if not items.find(node.value):
                place = self._mark_place(node.start_mark)
                self.problems.append(cell_problems.row_without_item(place, section, node.value, has_files))
        for item in missing_items(items, [node.value for node in nodes], template):
            values = dict(self._other_values(address, item))
            if values or address.ends_with_names:
                slot = EntrySlot(address, item, values)
                place = self._mark_place(collection.start_mark)
                self.facts.append(CellFact(f"{address}#{item}", (*section.split("."), item), item, slot, place))

    def _other_values(self, names_address: YamlAddress, item: str) -> Iterator[tuple[YamlAddress, OwnedValue]]:
        """Yield the owned values of a missing entry."""
        prefix = names_address.steps[:-1] if names_address.ends_with_names else names_address.steps
        for name, template in self.fields.items():
            address = parse_yaml_address(name)
            if address and address.has_key and address.steps[: len(prefix)] == prefix:
                _, value = expected_value(self.loaded, template, item)
                if value is not None:
                    yield address, value


def _is_section(loaded: LoadedContract, template: str) -> bool:
    """Whether a path leads to items, not to a value."""
    if template.endswith(f".{KEY}"):
        return True
    try:
        path = resolve_path(loaded.contract, template)
    except LookupError:
        return False
    return isinstance(value_at(loaded.contract, path), Mapping)


def _last_key(address: YamlAddress, value: AddressedValue) -> str:
    """The key of the value: the name of the item if that is it."""
    last_step = address.steps[-1]
    return value.name if last_step == KEY else str(last_step)
