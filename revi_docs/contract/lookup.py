"""Look up values of the contract by their path, such as `budgets.phases.elaboration.hard`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import Field, is_dataclass, replace
from types import MappingProxyType
from typing import Any, cast

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.problems.suggestions import suggestion_hint


class UnknownValueError(LookupError):
    """The contract has no such value; `path` is the part of the path that exists."""

    def __init__(self, path: KeyPath, step: str, candidates: Iterable[str]) -> None:
        super().__init__(f"{format_key_path(path)} has no '{step}'{suggestion_hint(step, candidates)}")
        self.path = path


def resolve_path(contract: Contract, dotted_path: str) -> KeyPath:
    """Return the key path of a dotted path. If names contain dots, the longest matching name is used.

    Raises UnknownValueError if the contract has no such value.
    """
    value: Any = contract
    path: KeyPath = ()
    while dotted_path:
        names = step_names(value)
        step = first_step(names, dotted_path)
        if step is None:
            raise UnknownValueError(path, dotted_path.split(".", 1)[0], names)
        path = (*path, int(step) if isinstance(value, tuple) else step)
        value = step_into(value, path[-1])
        dotted_path = dotted_path[len(step) + 1 :]
    return path


def value_at(contract: Contract, path: KeyPath) -> Any:
    """Return the value at a path. Raises LookupError if there is none."""
    value: Any = contract
    for step in path:
        value = step_into(value, step)
    return value


def is_free_text(contract: Contract, path: KeyPath) -> bool:
    """Return whether a value is free text, not a name or number. Raises LookupError."""
    value: Any = contract
    result = False
    for step in path:
        if is_dataclass(value):
            result = not {"prose", "human_text"}.isdisjoint(_field(value, step).metadata)
        value = step_into(value, step)
    return result


def with_value(contract: Contract, path: KeyPath, value: Any) -> Contract:
    """Return a copy of the contract with a different value at a path."""
    updated: Any = _replace_in(contract, path, value)
    return cast(Contract, updated)


def _replace_in(container: Any, path: KeyPath, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    new_value = _replace_in(step_into(container, step), rest, value)
    if is_dataclass(container):
        return replace(container, **{_field(container, step).name: new_value})  # type: ignore[type-var]  # a dataclass instance
    if isinstance(container, Mapping):
        return MappingProxyType({**container, step: new_value})
    return (*container[: int(step)], new_value, *container[int(step) + 1 :])


def step_into(value: Any, step: str | int) -> Any:
    """Return the part of a value that one step of a path selects. Raises LookupError if there is none."""
    if is_dataclass(value):
        return getattr(value, _field(value, step).name)
    if isinstance(value, (Mapping, tuple)):
        return value[step]  # type: ignore[index]  # a wrong step raises a LookupError or TypeError
    raise LookupError(step)


def _field(value: Any, step: str | int) -> Field[Any]:
    return keys_of(value.__class__)[str(step)][0]


def step_names(value: Any) -> Collection[str]:
    """Return the names that can follow in a path."""
    if is_dataclass(value):
        return keys_of(cast(Any, type(value)))
    if isinstance(value, Mapping):
        return value
    return tuple(map(str, range(len(value)))) if isinstance(value, tuple) else ()


_MAX_NAME_LENGTH = 1000
"""Characters. Arbitrary, far above every name; a path of 100,000 dots must not be tried dot by dot."""


def first_step(names: Collection[str], dotted_path: str) -> str | None:
    """Return the name with which a path starts, or None. Names can contain dots; the longest one is used."""
    limit = min(len(dotted_path), _MAX_NAME_LENGTH)
    ends = (end for end in range(limit, 0, -1) if end == len(dotted_path) or dotted_path[end] == ".")
    return next((dotted_path[:end] for end in ends if dotted_path[:end] in names), None)
