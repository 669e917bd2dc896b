"""What the contract says for the items that a table or a YAML list names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revi_docs.contract.effective_values import effective_value
from revi_docs.contract.item_references import ItemReferences
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import UnknownValueError, resolve_path, value_at
from revi_docs.contract.relations import moves

KEY = "{key}"
"""The placeholder for the name of an item in a path of the contract."""
TRANSITIONS = "transitions"
TARGETS = f"{TRANSITIONS}.{KEY}.to"
"""The path of a cell that lists the targets of the status in the key cell."""

OwnedValue = str | tuple[str, ...]


def referenced_items(loaded: LoadedContract, template: str) -> ItemReferences:
    """Return the items that the names beside the owned values can mean."""
    if template == TARGETS:
        return ItemReferences(loaded.contract.statuses)
    section = template.partition(f".{KEY}")[0]
    try:
        items = value_at(loaded.contract, resolve_path(loaded.contract, section))
    except UnknownValueError:
        # `lint` reports a wrong path in `owns`; here it matches no item.
        return ItemReferences(())
    return ItemReferences(items if isinstance(items, Mapping) else ())


def expected_value(loaded: LoadedContract, template: str, item: str) -> tuple[KeyPath, OwnedValue | None]:
    """Return the key path and the value of an item; None if the contract has no value."""
    if template == TARGETS:
        targets = tuple(dict.fromkeys(m.target for m in moves(loaded.contract) if m.source == item))
        indexes = [move.transition_index for move in moves(loaded.contract) if move.source == item]
        return (TRANSITIONS, *indexes[:1]), targets
    try:
        path = resolve_path(loaded.contract, template.replace(KEY, item))
    except UnknownValueError:
        return (), None
    return effective_value(loaded, path)


def missing_items(items: ItemReferences, names: Iterable[str], template: str) -> list[str]:
    """Return the items without a name in a list; none if the template ends with `{key}`: it does not need all."""
    shown_items = {items.find(name) for name in names}
    return [] if template.endswith(KEY) else [item for item in items.names_in_order if item not in shown_items]
