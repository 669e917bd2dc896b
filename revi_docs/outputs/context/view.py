"""The contract as templates see it: the same names and values, and every read is recorded.

A text or number that comes out of a view still knows which value of the contract it is (`path`);
that is how a line of an output can be traced back to a line of `revi.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.outputs.context.marker_arguments import MarkerArguments


class TracedStr(str):
    """A text of the contract."""

    path: KeyPath


class TracedInt(int):
    """A whole number of the contract."""

    path: KeyPath


class TracedFloat(float):
    """A number with a fraction."""

    path: KeyPath


class TracedDuration(Duration):
    """A duration of the contract."""

    path: KeyPath


_TRACED_TYPES: dict[type, type] = {
    str: TracedStr,
    int: TracedInt,
    float: TracedFloat,
    Duration: TracedDuration,
}


def view(value: Any, path: KeyPath, used_paths: set[KeyPath]) -> Any:
    """The value as templates see it; `used` grows by the path of everything that is read from it."""
    traced_type = _TRACED_TYPES.get(type(value))
    if traced_type is not None:
        used_paths.add(path)
        traced_value = traced_type(value)
        traced_value.path = path
        return traced_value
    if isinstance(value, tuple):
        used_paths.add(path)
        return tuple(view(part, (*path, index), used_paths) for index, part in enumerate(value))
    if isinstance(value, Mapping):
        return SectionView(value, path, used_paths)
    if is_dataclass(value):
        return ItemView(value, path, used_paths)
    used_paths.add(path)
    return value


def with_recorder(value: Any, used_paths: set[KeyPath]) -> Any:
    """The same item or section with its reads recorded in another place; anything else as it is."""
    if isinstance(value, (ItemView, SectionView)):
        return type(value)(value._value, value._path, used_paths)
    return value


class ItemView:
    """An item of the contract; its keys are attributes."""

    __slots__ = ("_path", "_used", "_value")

    def __init__(self, value: Any, path: KeyPath, used_paths: set[KeyPath]) -> None:
        self._value = value
        self._path = path
        self._used = used_paths

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._value, name)
        if name == "id":
            return view(value, self._path, self._used)
        kind: type = type(self._value)
        path = (*self._path, _yaml_key(kind, name))
        if self._path and is_dataclass(value):
            self._used.add(path)
        return view(value, path, self._used)

    def read_key(self, key: str | int) -> Any:
        """What stands under a key of the contract."""
        kind: type = type(self._value)
        return getattr(self, keys_of(kind)[str(key)][0].name)

    def __bool__(self) -> bool:
        self._used.add(self._path)
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ItemView) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)


class SectionView(Mapping[str, Any]):
    """A mapping of the contract: name → value, in the order of the file."""

    __slots__ = ("_path", "_used", "_value")

    def __init__(self, value: Mapping[str, Any], path: KeyPath, used_paths: set[KeyPath]) -> None:
        self._value = value
        self._path = path
        self._used = used_paths

    def __getitem__(self, name: str) -> Any:
        path = (*self._path, str(name))
        self._used.add(path)
        return view(self._value[name], path, self._used)

    def __iter__(self) -> Iterator[str]:
        self._used.add(self._path)
        for name in self._value:
            self._used.add(self._path)
            traced_name = TracedStr(name)
            traced_name.path = (*self._path, name)
            yield traced_name
        self._used.add(self._path)

    def __len__(self) -> int:
        self._used.add(self._path)
        return len(self._value)

    def __contains__(self, name: object) -> bool:
        self._used.add(self._path)
        return name in self._value


@cache
def _yaml_key(kind: type, name: str) -> str:
    for key, (field, _) in keys_of(kind).items():
        if field.name == name:
            return key
    return name


def describe_view(value: Any) -> tuple[str | None, tuple[str, ...]]:
    """Where a view of the contract stands, and the names it knows; None for anything else."""
    if isinstance(value, ItemView):
        kind: type = type(value._value)
        return format_key_path(value._path), tuple(field.name for field, _ in keys_of(kind).values())
    if isinstance(value, SectionView):
        return format_key_path(value._path), tuple(value._value)
    if isinstance(value, MarkerArguments):
        return "the marker", tuple(value._value)
    return None, ()
