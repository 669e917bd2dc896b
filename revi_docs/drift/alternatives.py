"""Other values that a contract value could have, to test whether a line depends on it."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.lookup import value_at
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.model.declarations import Duration, is_required, keys_of
from revi_docs.contract.reference_targets import NAMES_BY_KIND

MAX_CHOICES = 12
"""Alternatives tried per list, mapping or choice; arbitrary: each one costs a render."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The contract with `value` at `path`; the test is about the value at `subject`."""

    subject: KeyPath
    path: KeyPath
    value: Any

    @property
    def removes_item(self) -> bool:
        """Whether the alternative is a section without one of its items."""
        return isinstance(self.value, Mapping)


def alternatives(contract: Contract, path: KeyPath) -> Iterator[Alternative]:
    """Yield other values for the value at a path; nothing if the path does not exist."""
    try:
        value = value_at(contract, path)
        parent = value_at(contract, path[:-1]) if path else None
    except LookupError:
        return
    if isinstance(parent, Mapping) and isinstance(value, Item):
        remaining = {name: item for name, item in parent.items() if name != path[-1]}
        yield Alternative(path, path[:-1], remaining)
        return
    if isinstance(value, Mapping):
        for name in [*value][: -MAX_CHOICES - 1 : -1]:
            yield Alternative((*path, name), path, {key: member for key, member in value.items() if key != name})
    if isinstance(value, tuple):
        for index in range(min(len(value), MAX_CHOICES)):
            yield Alternative((*path, index), path, (*value[:index], *value[index + 1 :]))
    if isinstance(parent, tuple):
        yield Alternative(path, path[:-1], tuple(member for member in parent if member is not value))
    for other in _other_values(contract, path, value):
        yield Alternative(path, path, other)


def _other_values(contract: Contract, path: KeyPath, value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        # A neighbor, a much larger number and zero: templates compare numbers with limits and with nothing.
        yield from (type(value)(other) for other in (value + 1, value * 1000 + 1, 0))
    elif isinstance(value, str):
        yield from _choices(contract, path, value) or (f"{value}~",)
        # Templates test whether a text is empty.
        yield ""
    elif is_dataclass(value) and _is_optional(contract, path):
        yield None
    elif value is None:
        yield from _choices(contract, path, value) or _placeholder_values(contract, path)


def _declared_type(contract: Contract, path: KeyPath) -> tuple[Any, Mapping[str, Any]]:
    """Return the declared type of the key at a path and its field metadata."""
    while path:
        parent = value_at(contract, path[:-1])
        if is_dataclass(parent):
            declared_field, hint = keys_of(type(parent))[str(path[-1])]  # type: ignore[arg-type] # narrowed by is_dataclass
            return hint, {**declared_field.metadata, "required": is_required(declared_field)}
        path = path[:-1]
    return None, {}


def _choices(contract: Contract, path: KeyPath, value: Any) -> tuple[Any, ...]:
    hint, metadata = _declared_type(contract, path)
    kind = metadata.get("reference_kind")
    choices: list[Any] = list(NAMES_BY_KIND[kind](contract)) if kind else []
    for member_type in (hint, *typing.get_args(hint)):
        choices += typing.get_args(member_type) if typing.get_origin(member_type) is Literal else ()
    return tuple(choice for choice in choices if choice != value)[:MAX_CHOICES]


def _is_optional(contract: Contract, path: KeyPath) -> bool:
    hint, _ = _declared_type(contract, path)
    return type(None) in typing.get_args(hint)


def _placeholder_values(contract: Contract, path: KeyPath) -> Iterator[Any]:
    hint, _ = _declared_type(contract, path)
    for kind, value in ((bool, True), (Duration, Duration(1000)), (int, 1), (float, 1.0), (str, "~")):
        if kind in typing.get_args(hint):
            yield value
