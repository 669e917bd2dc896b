"""A record between code and file: attributes in Python's case, names on disk as the contract has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

Record = TypeVar("Record")


class WireField(NamedTuple):
    """How an attribute is written: its name on disk, and the class of a record that it holds."""

    name: str
    record_class: type | None = None


WireSchema = Mapping[type, Mapping[str, WireField]]
"""Class → attribute → how it is written."""


def to_wire(schema: WireSchema, record: object) -> dict[str, Any]:
    """The record as it is written; what is None is left out."""
    values = ((wire_field, getattr(record, name)) for name, wire_field in schema[type(record)].items())
    return {
        wire_field.name: _to_wire_value(schema, wire_field, value)
        for wire_field, value in values
        if value is not None
    }


def _to_wire_value(schema: WireSchema, wire_field: WireField, value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_wire_value(schema, wire_field, item) for item in value]
    return value if wire_field.record_class is None else to_wire(schema, value)


def from_wire(schema: WireSchema, record_class: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that sound data states; `records.check_record` says whether it is sound."""
    present_fields = {
        name: wire_field for name, wire_field in schema[record_class].items() if wire_field.name in data
    }
    return record_class(
        **{
            name: _from_wire_value(schema, wire_field, data[wire_field.name])
            for name, wire_field in present_fields.items()
        }
    )


def _from_wire_value(schema: WireSchema, wire_field: WireField, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_from_wire_value(schema, wire_field, item) for item in value)
    return value if wire_field.record_class is None else from_wire(schema, wire_field.record_class, value)
