"""The names in a ledger entry, as the contract has them today: an entry keeps the names of its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract

KIND_BY_FIELD: Mapping[str, str] = {
    "status": "status",
    "from": "status",
    "to": "status",
    "phase": "phase",
    "command": "command",
    "by": "command",
}
"""Field of an entry → the kind of name in it."""

_INITIATORS = ("manual", "system")
"""Values of `by` that are not commands."""


def current_name(contract: CompiledContract, kind: str, name: str) -> str:
    """The name that the contract has today for a name of any time; unchanged if it has none."""
    aliases = contract.names[kind].aliases
    # An alias can lead to a deprecated name, which leads to its replacement; the range stops at a cycle.
    for _ in range(len(aliases)):
        name = aliases.get(name, name)
    return name


def with_current_names(contract: CompiledContract, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields with every former name replaced by the name that the contract has for it today."""
    renamed = {
        field: current_name(contract, kind, fields[field])
        for field, kind in KIND_BY_FIELD.items()
        if isinstance(fields.get(field), str)
    }
    return {**fields, **renamed}


def unknown_names(contract: CompiledContract, fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kind and the name of each name that the contract does not have, not even as a retired one."""
    for field, kind in KIND_BY_FIELD.items():
        name, table = fields.get(field), contract.names[kind]
        if isinstance(name, str) and name not in table.ids and name not in table.reserved and name not in _INITIATORS:
            yield kind, name
