"""The contract laid flat, to see which values have changed since the last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.contract.shape import keys_of

Snapshot = dict[str, str]
"""Path, written as text → what stands there: a value, the names in a mapping, or that there is an item."""

ITEM = "item"


def snapshot(contract: Contract) -> Snapshot:
    """Every value of the contract."""
    return {written(path): said for path, said in _flat(contract, ())}


def written(path: Path) -> str:
    """A path as one text, numbers marked as such."""
    return "\x1f".join(f"#{step}" if isinstance(step, int) else step for step in path)


def read(text: str) -> Path:
    """The path that a text stands for."""
    if not text:
        return ()
    return tuple(int(step[1:]) if step.startswith("#") else step for step in text.split("\x1f"))


def changed(old: Snapshot, new: Snapshot) -> set[str]:
    """The paths at which something else stands, also where one of the two has nothing."""
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def same_sections(old: Snapshot, new: Snapshot) -> bool:
    """Whether both have the same sections. A template may ask for one without reading anything in it."""
    return _sections(old) == _sections(new)


def _sections(of: Snapshot) -> dict[str, bool]:
    return {path: said == ITEM for path, said in of.items() if "\x1f" not in path}


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if is_dataclass(value):
        yield path, ITEM
        for key, (part, _) in keys_of(type(value)).items():  # type: ignore[arg-type]
            yield from _flat(getattr(value, part.name), (*path, key))
    elif isinstance(value, Mapping):
        yield path, repr(list(value))
        for name, inner in value.items():
            yield from _flat(inner, (*path, name))
    elif isinstance(value, tuple):
        yield path, repr(value)
        for number, inner in enumerate(value):
            yield from _flat(inner, (*path, number))
    else:
        yield path, repr(value)
