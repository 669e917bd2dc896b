"""The contract as templates see it: the same names and values, and every read is recorded.

A text or number that comes out of a view still knows which value of the contract it is (`path`);
that is how a line of an output can be traced back to a line of `revi.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from revi_docs.contract.reading import Path, dotted
from revi_docs.contract.shape import Duration, keys_of
from revi_docs.outputs.given import Given


class Text(str):
    """A text of the contract."""

    path: Path


class Number(int):
    """A whole number of the contract."""

    path: Path


class Fraction(float):
    """A number with a fraction."""

    path: Path


class Time(Duration):
    """A duration of the contract."""

    path: Path


_LEAVES: dict[type, type] = {str: Text, int: Number, float: Fraction, Duration: Time}


def view(value: Any, path: Path, used: set[Path]) -> Any:
    """The value as templates see it; `used` grows by the path of everything that is read from it."""
    leaf = _LEAVES.get(type(value))
    if leaf is not None:
        used.add(path)
        told = leaf(value)
        told.path = path
        return told
    if isinstance(value, tuple):
        used.add(path)
        return tuple(view(part, (*path, number), used) for number, part in enumerate(value))
    if isinstance(value, Mapping):
        return Section(value, path, used)
    if is_dataclass(value):
        return Item(value, path, used)
    used.add(path)
    return value


def seen_again(seen: Any, used: set[Path]) -> Any:
    """The same item or section with its reads recorded in another place; anything else as it is."""
    if isinstance(seen, (Item, Section)):
        return type(seen)(seen._value, seen._path, used)
    return seen


class Item:
    """An item of the contract; its keys are attributes."""

    __slots__ = ("_path", "_used", "_value")

    def __init__(self, value: Any, path: Path, used: set[Path]) -> None:
        self._value = value
        self._path = path
        self._used = used

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._value, name)
        if name == "id":
            return view(value, self._path, self._used)
        kind: type = type(self._value)
        path = (*self._path, _yaml_key(kind, name))
        if self._path and is_dataclass(value):
            self._used.add(path)
        return view(value, path, self._used)

    def read(self, key: str | int) -> Any:
        """What stands under a key of the contract."""
        kind: type = type(self._value)
        return getattr(self, keys_of(kind)[str(key)][0].name)

    def __bool__(self) -> bool:
        self._used.add(self._path)
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Item) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)


class Section(Mapping[str, Any]):
    """A mapping of the contract: name → value, in the order of the file."""

    __slots__ = ("_path", "_used", "_value")

    def __init__(self, value: Mapping[str, Any], path: Path, used: set[Path]) -> None:
        self._value = value
        self._path = path
        self._used = used

    def __getitem__(self, name: str) -> Any:
        path = (*self._path, str(name))
        self._used.add(path)
        return view(self._value[name], path, self._used)

    def __iter__(self) -> Iterator[str]:
        self._used.add(self._path)
        for name in self._value:
            self._used.add(self._path)
            told = Text(name)
            told.path = (*self._path, name)
            yield told
        self._used.add(self._path)

    def __len__(self) -> int:
        self._used.add(self._path)
        return len(self._value)

    def __contains__(self, name: object) -> bool:
        self._used.add(self._path)
        return name in self._value


@cache
def _yaml_key(kind: type, name: str) -> str:
    for key, (part, _) in keys_of(kind).items():
        if part.name == name:
            return key
    return name


def names_of(seen: Any) -> tuple[str | None, tuple[str, ...]]:
    """Where a view of the contract stands, and the names it knows; None for anything else."""
    if isinstance(seen, Item):
        kind: type = type(seen._value)
        return dotted(seen._path), tuple(part.name for part, _ in keys_of(kind).values())
    if isinstance(seen, Section):
        return dotted(seen._path), tuple(seen._value)
    if isinstance(seen, Given):
        return "the marker", tuple(seen._value)
    return None, ()
