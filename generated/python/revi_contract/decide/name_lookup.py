# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Look up names of the contract. Aliases are accepted in data that is read, and never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .compiled_contract import CompiledContract, FieldTypes
from .errors import UnknownNameError


class ResolvedName(NamedTuple):
    """The id of a name; `warning` is not empty if the name is an alias."""

    id: str
    warning: str


def resolve(contract: CompiledContract, kind: str, name: str) -> ResolvedName:
    """Find the id of a name. `kind` is a key of the contract's `names`, such as `status`.

    Raises UnknownNameError if the contract does not have the name; for a reserved name, with the reason.
    """
    table = contract.names.get(kind)
    # Aliases first: a deprecated name is an id, too, and leads to its replacement.
    if table is not None and name in table.aliases:
        canonical_id = table.aliases[name]
        return ResolvedName(canonical_id, f"'{name}' is an alias of the {kind} '{canonical_id}'")
    if table is not None and name in table.ids:
        return ResolvedName(name, "")
    reason = table.reserved.get(name, "") if table is not None else ""
    raise UnknownNameError(f"there is no {kind} '{name}'{': ' if reason else ''}{reason}", kind, name)


def resolve_id(contract: CompiledContract, kind: str, name: str) -> str:
    """The id of a name. Raises UnknownNameError as `resolve` does."""
    return resolve(contract, kind, name).id


class CanonicalRecord(NamedTuple):
    """A record with aliases replaced by ids, and one warning for each replacement."""

    record: Mapping[str, object]
    warnings: tuple[str, ...]


def canonical_names(contract: CompiledContract, fields: FieldTypes, record: Mapping[str, object]) -> CanonicalRecord:
    """Replace aliases by ids in a record, its lists and nested records. Unknown names are left unchanged."""
    canonicalizer = _Canonicalizer(contract)
    return CanonicalRecord(canonicalizer.record(fields, record, ""), tuple(canonicalizer.warnings))


class _Canonicalizer:
    """Replaces aliases and collects a warning for each."""

    def __init__(self, contract: CompiledContract) -> None:
        self._contract = contract
        self.warnings: list[str] = []

    def record(self, fields: FieldTypes, record: Mapping[Any, object], location: str) -> dict[str, object]:
        result = dict(record)
        for field, declared_type in fields.items():
            if field in result:
                kind = declared_type.removesuffix("?").removeprefix("list of ")
                result[field] = self._value(kind, result[field], f"{location}{field}")
        return result

    def _value(self, kind: str, value: Any, location: str) -> object:
        if isinstance(value, list):
            return [self._value(kind, item, f"{location}.{index}") for index, item in enumerate(value)]
        if isinstance(value, Mapping):
            return self.record(self._contract.records.get(kind, {}), value, f"{location}.")
        table = self._contract.names.get(kind)
        if table is None or not isinstance(value, str) or value not in table.aliases:
            return value
        resolved = resolve(self._contract, kind, value)
        self.warnings.append(f"{location}: {resolved.warning}")
        return resolved.id
