"""Is this a name of the contract? Another name is accepted where data is read, and never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .contract import Contract, Fields
from .errors import UnknownNameError


class Named(NamedTuple):
    """The id that a name stands for; `warning` says that the name is an older one, or is empty."""

    id: str
    warning: str


def resolve(contract: Contract, kind: str, name: str) -> Named:
    """What a name that was read stands for. `kind` is one of the contract's `names`, such as `status`.

    Raises UnknownNameError for a name that the contract does not have, with the reason where it is reserved.
    """
    names = contract.names.get(kind)
    if names is not None and name in names.ids:
        return Named(name, "")
    if names is not None and name in names.aliases:
        meant = names.aliases[name]
        return Named(meant, f"'{name}' is an older name of the {kind} '{meant}'")
    why = names.reserved.get(name, "") if names is not None else ""
    raise UnknownNameError(f"there is no {kind} '{name}'{': ' if why else ''}{why}")


def known(contract: Contract, kind: str, name: str) -> str:
    """The id that a name stands for. Raises UnknownNameError as `resolve` does."""
    return resolve(contract, kind, name).id


class Canonical(NamedTuple):
    """A record with ids in the place of older names, and a warning for each that was replaced."""

    record: Mapping[str, object]
    warnings: tuple[str, ...]


def canonical_names(contract: Contract, fields: Fields, record: Mapping[str, object]) -> Canonical:
    """A record as it is to be written, with its lists and inner records; an unknown name is left as it is."""
    warnings: list[str] = []
    return Canonical(_record(contract, fields, record, "", warnings), tuple(warnings))


def _record(
    contract: Contract, fields: Fields, record: Mapping[Any, object], where: str, warnings: list[str]
) -> dict[str, object]:
    made = dict(record)
    for field, written in fields.items():
        if field in made:
            kind = written.removesuffix("?").removeprefix("list of ")
            made[field] = _value(contract, kind, made[field], f"{where}{field}", warnings)
    return made


def _value(contract: Contract, kind: str, value: Any, where: str, warnings: list[str]) -> object:
    """A value with ids in the place of older names; `warnings` grows by what was replaced."""
    if isinstance(value, list):
        return [_value(contract, kind, one, f"{where}.{at}", warnings) for at, one in enumerate(value)]
    if isinstance(value, Mapping):
        return _record(contract, contract.records.get(kind, {}), value, f"{where}.", warnings)
    names = contract.names.get(kind)
    if names is None or not isinstance(value, str) or value not in names.aliases:
        return value
    found = resolve(contract, kind, value)
    warnings.append(f"{where}: {found.warning}")
    return found.id
