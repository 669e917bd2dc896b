"""Is this a name of the contract? Another name is accepted where data is read, and never written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .compiled_contract import CompiledContract, FieldTypes
from .errors import UnknownNameError


class ResolvedName(NamedTuple):
    """The id that a name stands for; `warning` says that the name is an older one, or is empty."""

    id: str
    warning: str


def resolve(contract: CompiledContract, kind: str, name: str) -> ResolvedName:
    """What a name that was read stands for. `kind` is one of the contract's `names`, such as `status`.

    Raises UnknownNameError for a name that the contract does not have, with the reason where it is reserved.
    """
    table = contract.names.get(kind)
    if table is not None and name in table.ids:
        return ResolvedName(name, "")
    if table is not None and name in table.aliases:
        canonical_id = table.aliases[name]
        return ResolvedName(canonical_id, f"'{name}' is an older name of the {kind} '{canonical_id}'")
    reason = table.reserved.get(name, "") if table is not None else ""
    raise UnknownNameError(f"there is no {kind} '{name}'{': ' if reason else ''}{reason}")


def resolve_id(contract: CompiledContract, kind: str, name: str) -> str:
    """The id that a name stands for. Raises UnknownNameError as `resolve` does."""
    return resolve(contract, kind, name).id


class CanonicalRecord(NamedTuple):
    """A record with ids in the place of older names, and a warning for each that was replaced."""

    record: Mapping[str, object]
    warnings: tuple[str, ...]


def canonical_names(
    contract: CompiledContract, fields: FieldTypes, record: Mapping[str, object]
) -> CanonicalRecord:
    """A record as it is to be written, with its lists and inner records; an unknown name is left as it is."""
    warnings: list[str] = []
    return CanonicalRecord(_canonical_record(contract, fields, record, "", warnings), tuple(warnings))


def _canonical_record(
    contract: CompiledContract,
    fields: FieldTypes,
    record: Mapping[Any, object],
    location: str,
    warnings: list[str],
) -> dict[str, object]:
    result = dict(record)
    for field, declared_type in fields.items():
        if field in result:
            kind = declared_type.removesuffix("?").removeprefix("list of ")
            result[field] = _canonical_value(contract, kind, result[field], f"{location}{field}", warnings)
    return result


def _canonical_value(
    contract: CompiledContract, kind: str, value: Any, location: str, warnings: list[str]
) -> object:
    """A value with ids in the place of older names; `warnings` grows by what was replaced."""
    if isinstance(value, list):
        return [
            _canonical_value(contract, kind, item, f"{location}.{index}", warnings)
            for index, item in enumerate(value)
        ]
    if isinstance(value, Mapping):
        return _canonical_record(contract, contract.records.get(kind, {}), value, f"{location}.", warnings)
    table = contract.names.get(kind)
    if table is None or not isinstance(value, str) or value not in table.aliases:
        return value
    resolved = resolve(contract, kind, value)
    warnings.append(f"{location}: {resolved.warning}")
    return resolved.id
