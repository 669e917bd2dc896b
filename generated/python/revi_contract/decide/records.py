# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Validate records and trace events against the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .compiled_contract import CompiledContract, FieldTypes

DATETIME = (
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
"""A time in ISO 8601 with an offset."""

UUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"

MAX_SAFE_INTEGER = 2**53 - 1
"""The largest integer that JavaScript represents exactly (`Number.MAX_SAFE_INTEGER`)."""


def check_record(contract: CompiledContract, kind: str, value: object) -> tuple[str, ...]:
    """The problems of a record, each as `field: problem`; empty if it is valid."""
    if kind not in contract.records:
        return (f"record: the contract has no record '{kind}'",)
    return tuple(_object_problems(contract, contract.records[kind], value, ""))


def check_event(contract: CompiledContract, value: object) -> tuple[str, ...]:
    """The problems of one event of a trace; its `event` field names its kind."""
    if contract.trace is None:
        return ("record: the contract has no trace",)
    kind = value.get("event") if isinstance(value, Mapping) else None
    event_fields = contract.trace.events.get(kind) if isinstance(kind, str) else None
    if event_fields is None:
        return ("event: is not an event of the contract",)
    fields = {**contract.trace.fields, "event": "string", **event_fields}
    return tuple(_object_problems(contract, fields, value, ""))


def _object_problems(contract: CompiledContract, fields: FieldTypes, value: object, location: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{location or 'record'}: is not an object"
        return
    for name in value:
        if name not in fields:
            yield f"{location}{name}: is not a known field"
    for name, declared_type in fields.items():
        kind = declared_type.removesuffix("?")
        if name in value:
            yield from _value_problems(contract, kind, value[name], f"{location}{name}")
        elif not declared_type.endswith("?"):
            yield f"{location}{name}: is missing"


def _value_problems(contract: CompiledContract, kind: str, value: object, location: str) -> Iterator[str]:
    """The problems of a value that should have the type `kind`, in the contract's type syntax."""
    if kind.startswith("list of "):
        if not isinstance(value, (list, tuple)):
            yield f"{location}: is not a list"
            return
        for index, item in enumerate(value):
            yield from _value_problems(contract, kind.removeprefix("list of "), item, f"{location}.{index}")
    elif kind in contract.records:
        yield from _object_problems(contract, contract.records[kind], value, f"{location}.")
    elif not _has_type(contract, kind, value):
        yield f"{location}: is not of the type {kind}"


def _has_type(contract: CompiledContract, kind: str, value: object) -> bool:
    if kind in contract.names:
        return value in contract.names[kind].ids
    if kind == "story":
        pattern = contract.story_id or r"[\s\S]*"
        return isinstance(value, str) and re.fullmatch(pattern, value) is not None
    if kind in _TYPE_CHECKS:
        return _TYPE_CHECKS[kind](value)
    return isinstance(value, str) and value in kind.split("|")


def _is_number(value: Any) -> bool:
    # In Python, bool is a subclass of int.
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def _is_count(value: Any) -> bool:
    return _is_number(value) and value == int(value) and 0 <= value <= MAX_SAFE_INTEGER


_TYPE_CHECKS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_count,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "datetime": lambda value: isinstance(value, str) and bool(re.fullmatch(DATETIME, value)),
    "uuid": lambda value: isinstance(value, str) and bool(re.fullmatch(UUID, value)),
    "object": lambda value: isinstance(value, Mapping),
    "list": lambda value: isinstance(value, (list, tuple)),
}
"""Type → whether a value has it. An `integer` is 0 or more."""
