"""Values of the contract by the way to them, as people write it: `budgets.phases.elaboration.hard`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass, replace
from types import MappingProxyType
from typing import Any, cast

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.problems.suggestions import did_you_mean


class UnknownValueError(LookupError):
    """The way leads nowhere; `path` is as far as it goes."""

    def __init__(self, path: KeyPath, step: str, candidates: Iterable[str]) -> None:
        super().__init__(f"{format_key_path(path)} has no '{step}'{did_you_mean(step, candidates)}")
        self.path = path


def resolve_path(contract: Contract, dotted_path: str) -> KeyPath:
    """The path that a way stands for. Of names that hold dots, the longest that fits is taken.

    Raises UnknownValueError where the contract has no such value.
    """
    value: Any = contract
    path: KeyPath = ()
    while dotted_path:
        step_names = list(_step_names(value))
        step = max(
            (name for name in step_names if dotted_path == name or dotted_path.startswith(f"{name}.")),
            key=len,
            default=None,
        )
        if step is None:
            raise UnknownValueError(path, dotted_path.split(".", 1)[0], step_names)
        path = (*path, int(step) if isinstance(value, tuple) else step)
        value = step_into(value, path[-1])
        dotted_path = dotted_path[len(step) + 1 :]
    return path


def value_at(contract: Contract, path: KeyPath) -> Any:
    """What stands at a path. Raises LookupError."""
    value: Any = contract
    for step in path:
        value = step_into(value, step)
    return value


def is_free_text(contract: Contract, path: KeyPath) -> bool:
    """Whether a value is words for people, not a name or number. Raises LookupError."""
    value: Any = contract
    result = False
    for step in path:
        if is_dataclass(value):
            result = not {"prose", "human_text"}.isdisjoint(keys_of(type(value))[str(step)][0].metadata)  # type: ignore[arg-type]
        value = step_into(value, step)
    return result


def with_value(contract: Contract, path: KeyPath, value: Any) -> Contract:
    """The same contract with another value at a path."""
    updated: Any = _replace_in(contract, path, value)
    return cast(Contract, updated)


def _replace_in(container: Any, path: KeyPath, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    new_value = _replace_in(step_into(container, step), rest, value)
    if is_dataclass(container):
        return replace(container, **{keys_of(type(container))[str(step)][0].name: new_value})  # type: ignore[arg-type,type-var]
    if isinstance(container, Mapping):
        return MappingProxyType({**container, step: new_value})
    return (*container[: int(step)], new_value, *container[int(step) + 1 :])


def step_into(value: Any, step: str | int) -> Any:
    """The part of a value that one step leads to. Raises LookupError."""
    if is_dataclass(value):
        return getattr(value, keys_of(type(value))[str(step)][0].name)  # type: ignore[arg-type]
    if isinstance(value, (Mapping, tuple)):
        return value[step]  # type: ignore[index]
    raise LookupError(step)


def _step_names(value: Any) -> Iterable[str]:
    if is_dataclass(value):
        return keys_of(type(value))  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return value
    return map(str, range(len(value))) if isinstance(value, tuple) else ()
