# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Convert records between Python objects in snake_case and JSON data with the contract's field names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

Record = TypeVar("Record")


class WireField(NamedTuple):
    """How an attribute is serialized: its name in the file, and the class of the record in it, if any."""

    name: str
    record_class: type | None = None


WireSchema = Mapping[type, Mapping[str, WireField]]
"""Class → attribute → how it is serialized."""


def to_wire(schema: WireSchema, record: object) -> dict[str, Any]:
    """Serialize a record; attributes that are None are left out."""
    values = ((field, getattr(record, name)) for name, field in schema[type(record)].items())
    return {field.name: _to_wire_value(schema, field, value) for field, value in values if value is not None}


def _to_wire_value(schema: WireSchema, field: WireField, value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_wire_value(schema, field, item) for item in value]
    return value if field.record_class is None else to_wire(schema, value)


def from_wire(schema: WireSchema, record_class: type[Record], data: Mapping[str, Any]) -> Record:
    """Deserialize a record from valid data; check it with `records.check_record` first."""
    fields = {name: field for name, field in schema[record_class].items() if field.name in data}
    values = {name: _from_wire_value(schema, field, data[field.name]) for name, field in fields.items()}
    return record_class(**values)


def _from_wire_value(schema: WireSchema, field: WireField, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_from_wire_value(schema, field, item) for item in value)
    return value if field.record_class is None else from_wire(schema, field.record_class, value)
