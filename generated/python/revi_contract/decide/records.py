# revi:6ff404fdc6fbda3a
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Is this a record, or a line of a trace, as the contract describes it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .contract import Contract, Fields

DATETIME = (
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
"""A time by ISO 8601 with its offset."""

UUID = r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"

MOST = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""


def check_record(contract: Contract, kind: str, value: object) -> tuple[str, ...]:
    """What is wrong with a record, each as `field: what`; nothing where it is sound."""
    if kind not in contract.records:
        return (f"record: the contract has no '{kind}'",)
    return tuple(_object(contract, contract.records[kind], value, ""))


def check_event(contract: Contract, value: object) -> tuple[str, ...]:
    """What is wrong with a line of a trace; its kind stands under `event`."""
    if contract.trace is None:
        return ("record: the contract has no trace",)
    kind = value.get("event") if isinstance(value, Mapping) else None
    own = contract.trace.events.get(kind) if isinstance(kind, str) else None
    if own is None:
        return ("event: is none of the contract's",)
    return tuple(_object(contract, {**contract.trace.fields, "event": "string", **own}, value, ""))


def _object(contract: Contract, fields: Fields, value: object, where: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{where or 'record'}: is not an object"
        return
    for name in value:
        if name not in fields:
            yield f"{where}{name}: is no field of it"
    for name, written in fields.items():
        if name in value:
            yield from _typed(contract, written.removesuffix("?"), value[name], f"{where}{name}")
        elif not written.endswith("?"):
            yield f"{where}{name}: is missing"


def _typed(contract: Contract, kind: str, value: object, where: str) -> Iterator[str]:
    """What is wrong with a value of a type, in the contract's language of types."""
    if kind.startswith("list of "):
        if not isinstance(value, (list, tuple)):
            yield f"{where}: is not a list"
            return
        for number, one in enumerate(value):
            yield from _typed(contract, kind.removeprefix("list of "), one, f"{where}.{number}")
    elif kind in contract.records:
        yield from _object(contract, contract.records[kind], value, f"{where}.")
    elif not _is_of(contract, kind, value):
        yield f"{where}: is not of the type {kind}"


def _is_of(contract: Contract, kind: str, value: object) -> bool:
    if kind in contract.names:
        return value in contract.names[kind].ids
    if kind == "story":
        return isinstance(value, str) and (
            not contract.story_id or bool(re.fullmatch(contract.story_id, value))
        )
    if kind in _TYPES:
        return _TYPES[kind](value)
    return isinstance(value, str) and value in kind.split("|")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def _is_count(value: Any) -> bool:
    return _is_number(value) and value == int(value) and 0 <= value <= MOST


_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_count,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "datetime": lambda value: isinstance(value, str) and bool(re.fullmatch(DATETIME, value)),
    "uuid": lambda value: isinstance(value, str) and bool(re.fullmatch(UUID, value)),
    "object": lambda value: isinstance(value, Mapping),
    "list": lambda value: isinstance(value, (list, tuple)),
}
"""Type → whether a value is of it. A whole number is 0 or more."""
