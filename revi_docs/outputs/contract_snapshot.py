"""The contract laid flat, to see which values have changed since the last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of

ContractSnapshot = dict[str, str]
"""Path, written as text → what stands there: a value, the names in a mapping, or that there is an item."""

ITEM_MARKER = "item"


def take_snapshot(contract: Contract) -> ContractSnapshot:
    """Every value of the contract."""
    return {encode_path(path): text for path, text in _flatten(contract, ())}


def encode_path(path: KeyPath) -> str:
    """A path as one text, numbers marked as such."""
    return "\x1f".join(f"#{step}" if isinstance(step, int) else step for step in path)


def decode_path(text: str) -> KeyPath:
    """The path that a text stands for."""
    if not text:
        return ()
    return tuple(int(step[1:]) if step.startswith("#") else step for step in text.split("\x1f"))


def changed_paths(old: ContractSnapshot, new: ContractSnapshot) -> set[str]:
    """The paths at which something else stands, also where one of the two has nothing."""
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def has_same_sections(old: ContractSnapshot, new: ContractSnapshot) -> bool:
    """Whether both have the same sections. A template may ask for one without reading anything in it."""
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
