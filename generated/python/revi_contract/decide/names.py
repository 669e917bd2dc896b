# revi:31a0a5ffe5548101
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Is this a name of the contract? Another name is accepted where data is read, and never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .contract import Contract
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


def canonical_names(contract: Contract, fields: Mapping[str, str], record: Mapping[str, object]) -> Canonical:
    """A record as it is to be written; a name that is not known is left for its check."""
    warnings: list[str] = []
    made = dict(record)
    for field, written in fields.items():
        value = record.get(field)
        names = contract.names.get(written.removesuffix("?"))
        if names is not None and isinstance(value, str) and value in names.aliases:
            made[field] = names.aliases[value]
            warnings.append(f"{field}: {resolve(contract, written.removesuffix('?'), value).warning}")
    return Canonical(made, tuple(warnings))
