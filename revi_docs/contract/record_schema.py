"""JSON Schema, draft 2020-12, of what is written and read: records, lines of the trace, front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from revi_docs.contract.field_types import FieldType, field_type, names_of_kind
from revi_docs.contract.file_names import story_ids
from revi_docs.contract.model import Contract, Record
from revi_docs.decide.records import DATETIME, MOST, UUID

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_BASE: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", "minimum": 0, "maximum": MOST},
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
    """The schema of one record, with those that it holds among its definitions."""
    return _document(contract, record.id, _sentence(record.id, record.meaning), record.fields)


def front_matter_schema(contract: Contract) -> Schema:
    """The schema of front matter, a definition for each artifact that has any; other fields may be there."""
    found = {
        artifact.id: {
            "description": f"The front matter of {artifact.file}.",
            **_object(contract, artifact.front_matter, {}),
            "additionalProperties": True,
            "examples": [_example_of(contract, artifact.front_matter)],
        }
        for artifact in contract.artifacts.values()
        if artifact.front_matter
    }
    return {
        "$schema": DRAFT,
        "$id": _address(contract, "front-matter"),
        "title": "front-matter",
        "description": "The block of fields at the head of an artifact.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in found],
        "$defs": found,
    }


def trace_schema(contract: Contract) -> Schema:
    """The schema of one line of the trace: which event it is says what else stands there."""
    trace = contract.trace
    events = trace.events.values() if trace else ()
    lines = [
        {
            "title": event.id,
            "description": _sentence(event.id, event.meaning),
            **_object(contract, _line(contract, event.fields), {"event": {"const": event.id}}),
        }
        for event in events
    ]
    examples = [
        {**_example_of(contract, _line(contract, event.fields)), "event": event.id} for event in events
    ]
    fields = {
        f"{event.id}.{name}": written
        for event in events
        for name, written in _line(contract, event.fields).items()
    }
    return {
        "$schema": DRAFT,
        "$id": _address(contract, "trace"),
        "title": "trace",
        "description": "One line of the trace.",
        "oneOf": lines,
        "examples": examples,
        **_definitions(contract, fields.values()),
    }


def _line(contract: Contract, own: Mapping[str, str]) -> dict[str, str]:
    shared = contract.trace.fields if contract.trace else {}
    fields = {name: shared[name] for name in shared} | {name: own[name] for name in own}
    return {name: written for name, written in fields.items() if name != "event"}


def _document(contract: Contract, name: str, description: str, fields: Mapping[str, str]) -> Schema:
    return {
        "$schema": DRAFT,
        "$id": _address(contract, name),
        "title": name,
        "description": description,
        **_object(contract, fields, {}),
        "examples": [_example_of(contract, fields)],
        **_definitions(contract, (fields[field] for field in fields)),
    }


def _address(contract: Contract, name: str) -> str:
    """What identifies a schema: its place below the site where that is known, else its file's name."""
    site = contract.project.site
    return f"{site.rstrip('/')}/schema/{name}.schema.json" if site else f"{name}.schema.json"


def _sentence(name: str, meaning: str) -> str:
    return meaning or f"The record {name}."


def _object(contract: Contract, fields: Mapping[str, str], first: Schema) -> Schema:
    types = {name: field_type(contract, fields[name]) for name in fields}
    required = [*first, *(name for name, kind in types.items() if kind and not kind.optional)]
    return {
        "type": "object",
        "properties": {**first, **{name: _of(contract, kind) for name, kind in types.items()}},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _of(contract: Contract, kind: FieldType | None) -> Any:
    """The schema of a type; one that cannot be read allows everything, and lint reports it."""
    if kind is None:
        return True
    one = _single(contract, kind)
    return {"type": "array", "items": one} if kind.many else one


def _single(contract: Contract, kind: FieldType) -> Any:
    if kind.form == "choice":
        return {"enum": list(kind.choices)}
    if kind.form == "record":
        return {"$ref": f"#/$defs/{kind.name}"}
    if kind.form == "kind":
        names = list(names_of_kind(contract, kind.name))
        return {"enum": names} if names else False
    if kind.name == "story":
        pattern = contract.project.story_id
        return {"type": "string", **({"pattern": f"^(?:{pattern})$(?!\\n)"} if pattern else {})}
    return _BASE[kind.name]


def _definitions(contract: Contract, written: Iterable[str]) -> Schema:
    """The records that the types name, and those that these name in turn."""
    found: dict[str, Schema] = {}
    todo = list(written)
    while todo:
        kind = field_type(contract, todo.pop(0))
        if kind and kind.form == "record" and kind.name not in found:
            record = contract.records[kind.name]
            found[kind.name] = {
                "description": _sentence(record.id, record.meaning),
                **_object(contract, record.fields, {}),
            }
            todo += [record.fields[field] for field in record.fields]
    return {"$defs": found} if found else {}


def _example_of(contract: Contract, fields: Mapping[str, str], above: tuple[str, ...] = ()) -> Schema:
    """A record with every field that can be given; within itself a record is left out where it may be."""
    found = {}
    for name in fields:
        kind = field_type(contract, fields[name])
        if kind and not (kind.form == "record" and kind.name in above):
            one = _example(contract, kind, above)
            found[name] = [one] if kind.many else one
        elif kind and kind.many:
            found[name] = []
    return found


def _example(contract: Contract, kind: FieldType, above: tuple[str, ...]) -> Any:
    if kind.form == "choice":
        return kind.choices[0]
    if kind.form == "record":
        return _example_of(contract, contract.records[kind.name].fields, (*above, kind.name))
    if kind.form == "kind":
        return next(iter(names_of_kind(contract, kind.name)), "")
    return story_ids(contract.project)[0] if kind.name == "story" else _EXAMPLES[kind.name]
