"""JSON Schema, 2020-12, of what `--format json` prints, read off its declaration in `finding.py`."""

from __future__ import annotations

import typing
from types import NoneType, UnionType
from typing import Any, Literal

from revi_docs.report.finding import SCHEMA_ID, Findings

Schema = dict[str, Any]

_TYPES = {str: "string", int: "integer", NoneType: "null"}


def findings_schema() -> Schema:
    """The published schema: whatever any format shows stands in a document of this form."""
    definitions: dict[str, Schema] = {}
    top = _object(Findings, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Findings of revi-docs",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: Any, definitions: dict[str, Schema]) -> Schema:
    declared = typing.get_type_hints(kind, include_extras=True)
    return {
        "type": "object",
        "properties": {key: _key(hint, definitions) for key, hint in declared.items()},
        "required": list(declared),
        "additionalProperties": False,
    }


def _key(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """A key's schema: its meaning, what its type says, and its own limits."""
    bare, doc, *limits = typing.get_args(hint)
    own = dict(*limits)
    return {"description": doc, **_of(bare, definitions), **own}


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (UnionType, typing.Union):
        return {"type": [_TYPES[one] for one in arguments]}
    if typing.is_typeddict(hint):
        definitions[hint.__name__] = {"description": hint.__doc__, **_object(hint, definitions)}
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _TYPES[hint]}
