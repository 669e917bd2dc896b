"""JSON Schema, draft 2020-12, of records, of lines of the trace, and of front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from revi_docs.contract.field_types import FieldType, field_type, names_of_kind
from revi_docs.contract.file_names import sample_story_ids
from revi_docs.contract.model import Contract, Record
from revi_docs.decide.records import DATETIME, MAX_SAFE_INTEGER, UUID

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

# In Python, `$` also matches before a final newline; the lookahead excludes that.
_BASE_SCHEMAS: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", "minimum": 0, "maximum": MAX_SAFE_INTEGER},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "string", "pattern": f"^{DATETIME}$(?!\\n)"},
    "uuid": {"type": "string", "pattern": f"^{UUID}$(?!\\n)"},
    "object": {"type": "object"},
    "list": {"type": "array"},
}
_EXAMPLES: Mapping[str, Any] = {
    "string": "words",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "datetime": "2026-03-01T09:30:00-07:00",
    "uuid": "0b9a5f0e-1d2c-4b3a-8f7e-6d5c4b3a2918",
    "object": {},
    "list": [],
}


def record_schema(contract: Contract, record: Record) -> Schema:
    """Return the schema of one record, with the records that it contains as definitions."""
    return _record_document(contract, record.id, _schema_description(record.id, record.description), record.fields)


def front_matter_schema(contract: Contract) -> Schema:
    """Return the schema of front matter: one definition for each artifact; additional fields are allowed."""
    definitions = {
        artifact.id: {
            "description": f"The front matter of {artifact.file}.",
            **_object_schema(contract, artifact.front_matter, {}),
            "additionalProperties": True,
            "examples": [_record_example(contract, artifact.front_matter)],
        }
        for artifact in contract.artifacts.values()
        if artifact.front_matter
    }
    return {
        "$schema": DRAFT,
        "$id": _schema_id(contract, "front-matter"),
        "title": "front-matter",
        "description": "The fields at the start of an artifact.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in definitions],
        "$defs": definitions,
    }


def trace_schema(contract: Contract) -> Schema:
    """Return the schema of one line of the trace; the event determines the other fields."""
    trace = contract.trace
    events = trace.events.values() if trace else ()
    event_schemas = [
        {
            "title": event.id,
            "description": _schema_description(event.id, event.description),
            **_object_schema(contract, _event_fields(contract, event.fields), {"event": {"const": event.id}}),
        }
        for event in events
    ]
    examples = [
        {**_record_example(contract, _event_fields(contract, event.fields)), "event": event.id} for event in events
    ]
    fields = {
        f"{event.id}.{name}": type_text
        for event in events
        for name, type_text in _event_fields(contract, event.fields).items()
    }
    return {
        "$schema": DRAFT,
        "$id": _schema_id(contract, "trace"),
        "title": "trace",
        "description": "One line of the trace.",
        "oneOf": event_schemas,
        "examples": examples,
        **_definitions(contract, fields.values()),
    }


def _event_fields(contract: Contract, own_fields: Mapping[str, str]) -> dict[str, str]:
    common_fields = contract.trace.fields if contract.trace else {}
    # Read key by key, so that the recording view of the templates notes every field.
    fields = {name: common_fields[name] for name in common_fields} | {name: own_fields[name] for name in own_fields}
    return {name: type_text for name, type_text in fields.items() if name != "event"}


def _record_document(contract: Contract, name: str, description: str, fields: Mapping[str, str]) -> Schema:
    return {
        "$schema": DRAFT,
        "$id": _schema_id(contract, name),
        "title": name,
        "description": description,
        **_object_schema(contract, fields, {}),
        "examples": [_record_example(contract, fields)],
        **_definitions(contract, (fields[field] for field in fields)),
    }


def _schema_id(contract: Contract, name: str) -> str:
    """Return the id of a schema: its URL on the site if that is known, else its file name."""
    site = contract.project.site
    return f"{site.rstrip('/')}/schema/{name}.schema.json" if site else f"{name}.schema.json"


def _schema_description(name: str, description: str) -> str:
    return description or f"The record {name}."


def _object_schema(contract: Contract, fields: Mapping[str, str], fixed_properties: Schema) -> Schema:
    types = {name: field_type(contract, fields[name]) for name in fields}
    required = [
        *fixed_properties,
        *(name for name, parsed_type in types.items() if parsed_type and not parsed_type.optional),
    ]
    return {
        "type": "object",
        "properties": {
            **fixed_properties,
            **{name: _type_schema(contract, parsed_type) for name, parsed_type in types.items()},
        },
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _type_schema(contract: Contract, parsed_type: FieldType | None) -> Any:
    """Return the schema of a type. An unknown type accepts every value, because lint already reports it."""
    if parsed_type is None:
        return True
    item_schema = _single_value_schema(contract, parsed_type)
    return {"type": "array", "items": item_schema} if parsed_type.is_list else item_schema


def _single_value_schema(contract: Contract, parsed_type: FieldType) -> Any:
    if parsed_type.category == "choice":
        return {"enum": list(parsed_type.choices)}
    if parsed_type.category == "record":
        return {"$ref": f"#/$defs/{parsed_type.name}"}
    if parsed_type.category == "kind":
        names = list(names_of_kind(contract, parsed_type.name))
        # If the contract has no item of this kind, no value is valid.
        return {"enum": names} if names else False
    if parsed_type.name == "story":
        pattern = contract.project.story_id
        return {"type": "string", **({"pattern": f"^(?:{pattern})$(?!\\n)"} if pattern else {})}
    return _BASE_SCHEMAS[parsed_type.name]


def _definitions(contract: Contract, type_texts: Iterable[str]) -> Schema:
    """Return the records that the types name, directly and through other records."""
    definitions: dict[str, Schema] = {}
    pending = list(type_texts)
    while pending:
        parsed_type = field_type(contract, pending.pop(0))
        if parsed_type and parsed_type.category == "record" and parsed_type.name not in definitions:
            record = contract.records[parsed_type.name]
            definitions[parsed_type.name] = {
                "description": _schema_description(record.id, record.description),
                **_object_schema(contract, record.fields, {}),
            }
            pending += [record.fields[field] for field in record.fields]
    return {"$defs": definitions} if definitions else {}


def _record_example(contract: Contract, fields: Mapping[str, str], ancestors: tuple[str, ...] = ()) -> Schema:
    """Return an example with all fields; a record inside itself is left out if it is optional."""
    example = {}
    for name in fields:
        parsed_type = field_type(contract, fields[name])
        if parsed_type and not (parsed_type.category == "record" and parsed_type.name in ancestors):
            value = _type_example(contract, parsed_type, ancestors)
            example[name] = [value] if parsed_type.is_list else value
        # A required list of the record itself can be empty, which ends the recursion.
        elif parsed_type and parsed_type.is_list:
            example[name] = []
    return example


def _type_example(contract: Contract, parsed_type: FieldType, ancestors: tuple[str, ...]) -> Any:
    if parsed_type.category == "choice":
        return parsed_type.choices[0]
    if parsed_type.category == "record":
        return _record_example(contract, contract.records[parsed_type.name].fields, (*ancestors, parsed_type.name))
    if parsed_type.category == "kind":
        return next(iter(names_of_kind(contract, parsed_type.name)), "")
    return sample_story_ids(contract.project)[0] if parsed_type.name == "story" else _EXAMPLES[parsed_type.name]
