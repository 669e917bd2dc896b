"""Views of the contract for templates: the same names and values, but every read is recorded.

A string or number from a view knows its key path (`path`), so that a line of an output can be traced to a
line of `revi.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import Duration, PlatformValue, keys_of
from revi_docs.outputs.context.marker_arguments import MarkerArguments


class TracedStr(str):
    """A string of the contract."""

    path: KeyPath


class TracedInt(int):
    """An integer of the contract."""

    path: KeyPath


class TracedFloat(float):
    """A float of the contract."""

    path: KeyPath


class TracedDuration(Duration):
    """A duration of the contract."""

    path: KeyPath


class TracedPlatformValue(PlatformValue):
    """The value of a platform's field."""

    path: KeyPath


# Python allows no subclass of `bool`, so true and false are not traced.
_TRACED_TYPES = {
    str: TracedStr,
    int: TracedInt,
    float: TracedFloat,
    Duration: TracedDuration,
    PlatformValue: TracedPlatformValue,
}


def view(value: Any, path: KeyPath, used_paths: set[KeyPath]) -> Any:
    """The value as templates see it. The key path of everything read from it is added to `used_paths`."""
    traced_type: Any = _TRACED_TYPES.get(type(value))
    if traced_type is not None:
        used_paths.add(path)
        traced_value = traced_type(value)
        traced_value.path = path
        return traced_value
    kind: type = type(value)
    view_type = _view_type(kind)
    if view_type is not None:
        return view_type(value, path, used_paths)
    used_paths.add(path)
    if isinstance(value, tuple):
        if value and is_dataclass(value[0]):
            return ItemsView(value, path, used_paths)
        return tuple(view(part, (*path, index), used_paths) for index, part in enumerate(value))
    return value


def with_recorder(value: Any, used_paths: set[KeyPath]) -> Any:
    """The same item or section, recording its reads in `used_paths`; other values are returned unchanged."""
    if isinstance(value, ContractView):
        return type(value)(value._value, value._path, used_paths)
    return value


class ContractView:
    """A part of the contract that records its reads."""

    __slots__ = ("_path", "_used_paths", "_value")

    def __init__(self, value: Any, path: KeyPath, used_paths: set[KeyPath]) -> None:
        self._value = value
        self._path = path
        self._used_paths = used_paths


class ItemView(ContractView):
    """A view of an item of the contract; its keys are attributes."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        item = self._value
        value = getattr(item, name)
        item_type: type = type(item)
        path = self._path if name == "id" else (*self._path, _yaml_key(item_type, name))
        kind: type = type(value)
        traced_type: Any = _TRACED_TYPES.get(kind)
        if traced_type is not None:  # as `view` does: templates read little else
            self._used_paths.add(path)
            traced_value = traced_type(value)
            traced_value.path = path
            return traced_value
        # A nested view records nothing until it is read, but access alone shows that the item exists.
        if self._path and _view_type(kind) is ItemView:
            self._used_paths.add(path)
        return view(value, path, self._used_paths)

    def read_key(self, key: str | int) -> Any:
        """The value of a key as written in revi.yml."""
        kind: type = type(self._value)
        return getattr(self, keys_of(kind)[str(key)][0].name)

    def __bool__(self) -> bool:
        self._used_paths.add(self._path)
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ItemView) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)


class SectionView(ContractView, Mapping[str, Any]):
    """A view of a mapping of the contract: name → value, in the order of the file."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        path = (*self._path, str(name))
        self._used_paths.add(path)
        return view(self._value[name], path, self._used_paths)

    def __iter__(self) -> Iterator[str]:
        # Recorded again at every step, so that an ordered log shows at which position each name was read.
        self._used_paths.add(self._path)
        for name in self._value:
            self._used_paths.add(self._path)
            traced_name = TracedStr(name)
            traced_name.path = (*self._path, name)
            yield traced_name
        self._used_paths.add(self._path)

    def __len__(self) -> int:
        self._used_paths.add(self._path)
        return len(self._value)

    def __contains__(self, name: object) -> bool:
        self._used_paths.add(self._path)
        return name in self._value


class ItemsView(ContractView, Sequence[Any]):
    """A view of a list of items. Its items get views when they are read: every template sees `transitions`."""

    __slots__ = ()

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self[position] for position in range(*index.indices(len(self))))
        position = range(len(self._value))[index]
        return view(self._value[position], (*self._path, position), self._used_paths)

    def __len__(self) -> int:
        return len(self._value)


def contract_sections(contract: Contract) -> tuple[tuple[str, Any, KeyPath], ...]:
    """The name in templates, the value and the key path of each section of the contract."""
    names = (field.name for field in fields(contract) if field.name != "revi")
    return tuple((name, getattr(contract, name), (_yaml_key(Contract, name),)) for name in names)


@cache
def _view_type(kind: type) -> type[ItemView | SectionView] | None:
    """The view of values of a type; None if they are shown as they are, or as a list."""
    if issubclass(kind, Mapping):
        return SectionView
    return ItemView if is_dataclass(kind) else None


@cache
def _yaml_key(kind: type, name: str) -> str:
    for key, (field, _) in keys_of(kind).items():
        if field.name == name:
            return key
    return name


def describe_view(value: Any) -> tuple[str | None, tuple[str, ...]]:
    """The key path of a view and the names in it, for messages; (None, ()) for other values."""
    if isinstance(value, ItemView):
        kind: type = type(value._value)
        return format_key_path(value._path), tuple(field.name for field, _ in keys_of(kind).values())
    if isinstance(value, SectionView):
        return format_key_path(value._path), tuple(value._value)
    if isinstance(value, MarkerArguments):
        return "the marker", tuple(value._arguments)
    return None, ()
