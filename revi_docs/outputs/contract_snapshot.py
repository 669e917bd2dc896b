"""A flat copy of the contract, to find the values that changed since the last render."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.outputs.context.value_spans import encode_path

ContractSnapshot = dict[str, str]
"""Encoded key path → the value, the names in a mapping, or ITEM_MARKER."""

ITEM_MARKER = "item"


def take_snapshot(contract: Contract) -> ContractSnapshot:
    """All values of the contract."""
    return {encode_path(path): text for path, text in _flatten(contract, ())}


def changed_paths(old: ContractSnapshot, new: ContractSnapshot) -> set[str]:
    """The paths with different values, or with a value in only one of the two."""
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def has_same_sections(old: ContractSnapshot, new: ContractSnapshot) -> bool:
    """Whether both have the same sections. A template can test for one without reading in it."""
    return _sections(old) == _sections(new)


def _sections(snapshot: ContractSnapshot) -> dict[str, bool]:
    return {path: text == ITEM_MARKER for path, text in snapshot.items() if "\x1f" not in path}


def _flatten(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if is_dataclass(value):
        yield path, ITEM_MARKER
        for key, (field, _) in keys_of(type(value)).items():  # type: ignore[arg-type]
            yield from _flatten(getattr(value, field.name), (*path, key))
    elif isinstance(value, Mapping):
        yield path, repr(list(value))
        for name, item in value.items():
            yield from _flatten(item, (*path, name))
    elif isinstance(value, tuple):
        yield path, repr(value)
        for index, item in enumerate(value):
            yield from _flatten(item, (*path, index))
    else:
        yield path, repr(value)
