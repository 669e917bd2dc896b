"""A record between code and file: attributes in Python's case, names on disk as the contract has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

Record = TypeVar("Record")


class Wire(NamedTuple):
    """How an attribute is written: its name on disk, and the class of a record that it holds."""

    name: str
    kind: type | None = None


Wires = Mapping[type, Mapping[str, Wire]]
"""Class → attribute → how it is written."""


def to_wire(wires: Wires, record: object) -> dict[str, Any]:
    """The record as it is written; what is None is left out."""
    values = ((wire, getattr(record, name)) for name, wire in wires[type(record)].items())
    return {wire.name: _written(wires, wire, value) for wire, value in values if value is not None}


def _written(wires: Wires, wire: Wire, value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(wires, wire, one) for one in value]
    return value if wire.kind is None else to_wire(wires, value)


def from_wire(wires: Wires, kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that sound data states; `records.check_record` says whether it is sound."""
    found = {name: wire for name, wire in wires[kind].items() if wire.name in data}
    return kind(**{name: _read(wires, wire, data[wire.name]) for name, wire in found.items()})


def _read(wires: Wires, wire: Wire, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_read(wires, wire, one) for one in value)
    return value if wire.kind is None else from_wire(wires, wire.kind, value)
