"""Values of the contract by the way to them, as people write it: `budgets.phases.elaboration.hard`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass, replace
from types import MappingProxyType
from typing import Any, cast

from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path, dotted
from revi_docs.contract.shape import keys_of
from revi_docs.problems.near import did_you_mean


class UnknownValueError(LookupError):
    """The way leads nowhere; `path` is as far as it goes."""

    def __init__(self, path: Path, step: str, known: Iterable[str]) -> None:
        super().__init__(f"{dotted(path)} has no '{step}'{did_you_mean(step, known)}")
        self.path = path


def path_of(contract: Contract, way: str) -> Path:
    """The path that a way stands for. Of names that hold dots, the longest that fits is taken.

    Raises UnknownValueError where the contract has no such value.
    """
    value: Any = contract
    path: Path = ()
    while way:
        known = list(_steps(value))
        step = max(
            (name for name in known if way == name or way.startswith(f"{name}.")), key=len, default=None
        )
        if step is None:
            raise UnknownValueError(path, way.split(".", 1)[0], known)
        path = (*path, int(step) if isinstance(value, tuple) else step)
        value = step_into(value, path[-1])
        way = way[len(step) + 1 :]
    return path


def value_at(contract: Contract, path: Path) -> Any:
    """What stands at a path. Raises LookupError."""
    value: Any = contract
    for step in path:
        value = step_into(value, step)
    return value


def is_words(contract: Contract, path: Path) -> bool:
    """Whether a value is words for people, not a name or number. Raises LookupError."""
    value: Any = contract
    told = False
    for step in path:
        if is_dataclass(value):
            told = not {"prose", "words"}.isdisjoint(keys_of(type(value))[str(step)][0].metadata)  # type: ignore[arg-type]
        value = step_into(value, step)
    return told


def with_value(contract: Contract, path: Path, value: Any) -> Contract:
    """The same contract with another value at a path."""
    made: Any = _put(contract, path, value)
    return cast(Contract, made)


def _put(there: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    new = _put(step_into(there, step), rest, value)
    if is_dataclass(there):
        return replace(there, **{keys_of(type(there))[str(step)][0].name: new})  # type: ignore[arg-type,type-var]
    if isinstance(there, Mapping):
        return MappingProxyType({**there, step: new})
    return (*there[: int(step)], new, *there[int(step) + 1 :])


def step_into(value: Any, step: str | int) -> Any:
    """The part of a value that one step leads to. Raises LookupError."""
    if is_dataclass(value):
        return getattr(value, keys_of(type(value))[str(step)][0].name)  # type: ignore[arg-type]
    if isinstance(value, (Mapping, tuple)):
        return value[step]  # type: ignore[index]
    raise LookupError(step)


def _steps(value: Any) -> Iterable[str]:
    if is_dataclass(value):
        return keys_of(type(value))  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return value
    return map(str, range(len(value))) if isinstance(value, tuple) else ()
