"""What else a value of the contract could be: to see whether a line depends on it."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal

from revi_docs.contract.lookup import value_at
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.names import NAMES
from revi_docs.contract.reading import Path
from revi_docs.contract.shape import Duration, is_required, keys_of

MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value `value` at `path`; what it says something about is the value at `about`."""

    about: Path
    path: Path
    value: Any

    @property
    def lacks_an_item(self) -> bool:
        """Whether it is a section without one of its items."""
        return isinstance(self.value, Mapping)


def alternatives(contract: Contract, path: Path) -> Iterator[Alternative]:
    """Other values for what stands at a path. None for what cannot be otherwise."""
    try:
        value = value_at(contract, path)
        above = value_at(contract, path[:-1]) if path else None
    except LookupError:
        return
    if isinstance(above, Mapping) and isinstance(value, Item):
        less = {name: item for name, item in above.items() if name != path[-1]}
        yield Alternative(path, path[:-1], less)
        return
    if isinstance(value, Mapping):
        for name in [*value][: -MOST_CHOICES - 1 : -1]:
            yield Alternative((*path, name), path, {key: one for key, one in value.items() if key != name})
    if isinstance(value, tuple):
        for number in range(min(len(value), MOST_CHOICES)):
            yield Alternative((*path, number), path, (*value[:number], *value[number + 1 :]))
    if isinstance(above, tuple):
        yield Alternative(path, path[:-1], tuple(one for one in above if one is not value))
    for other in _others(contract, path, value):
        yield Alternative(path, path, other)


def _others(contract: Contract, path: Path, value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from (type(value)(other) for other in (value + 1, value * 1000 + 1, 0))
    elif isinstance(value, str):
        yield from _choices(contract, path, value) or (f"{value}~",)
        yield ""
    elif is_dataclass(value) and _may_be_absent(contract, path):
        yield None
    elif value is None:
        yield from _choices(contract, path, value) or _made_up(contract, path)


def _declared(contract: Contract, path: Path) -> tuple[Any, Mapping[str, Any]]:
    """The declared type of the key at a path, and what else is declared of it."""
    while path:
        above = value_at(contract, path[:-1])
        if is_dataclass(above):
            part, hint = keys_of(type(above))[str(path[-1])]  # type: ignore[arg-type]
            return hint, {**part.metadata, "required": is_required(part)}
        path = path[:-1]
    return None, {}


def _choices(contract: Contract, path: Path, value: Any) -> tuple[Any, ...]:
    hint, limits = _declared(contract, path)
    found: list[Any] = list(NAMES[limits["ref"]](contract)) if "ref" in limits else []
    for part in (hint, *typing.get_args(hint)):
        found += typing.get_args(part) if typing.get_origin(part) is Literal else ()
    return tuple(one for one in found if one != value)[:MOST_CHOICES]


def _may_be_absent(contract: Contract, path: Path) -> bool:
    hint, _ = _declared(contract, path)
    return type(None) in typing.get_args(hint)


def _made_up(contract: Contract, path: Path) -> Iterator[Any]:
    hint, _ = _declared(contract, path)
    for kind, value in ((bool, True), (Duration, Duration(1000)), (int, 1), (float, 1.0), (str, "~")):
        if kind in typing.get_args(hint):
            yield value
