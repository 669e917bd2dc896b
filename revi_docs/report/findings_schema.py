"""The JSON Schemas (2020-12) of what `--format json` prints, derived from the declarations in this package."""

from __future__ import annotations

import typing
from types import NoneType, UnionType
from typing import Any, Literal

from revi_docs.report.contract_changes import CHANGES_SCHEMA_ID, ContractChanges
from revi_docs.report.finding import SCHEMA_ID, Findings

JsonSchema = dict[str, Any]

_TYPES = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def findings_schema() -> JsonSchema:
    """The published schema of a findings document."""
    return _document_schema(Findings, SCHEMA_ID, "Findings of revi-docs")


def changes_schema() -> JsonSchema:
    """The published schema of the document that `revi-docs diff` prints."""
    return _document_schema(ContractChanges, CHANGES_SCHEMA_ID, "Changes of a contract")


def _document_schema(typed_dict: Any, schema_id: str, title: str) -> JsonSchema:
    definitions: dict[str, JsonSchema] = {}
    root_schema = _object_schema(typed_dict, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_id,
        "title": title,
        **root_schema,
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(typed_dict: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    hints = typing.get_type_hints(typed_dict, include_extras=True)
    return {
        "type": "object",
        "properties": {key: _property_schema(hint, definitions) for key, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _property_schema(hint: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    """The schema of one key: description, type and constraints."""
    value_type, description, *constraints = typing.get_args(hint)
    return {"description": description, **_type_schema(value_type, definitions), **dict(*constraints)}


def _type_schema(hint: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is list:
        return {"type": "array", "items": _type_schema(arguments[0], definitions)}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (UnionType, typing.Union) and any(map(typing.is_typeddict, arguments)):
        return {"anyOf": [_type_schema(argument, definitions) for argument in arguments]}
    if origin in (UnionType, typing.Union):
        return {"type": [_TYPES[argument] for argument in arguments]}
    if typing.is_typeddict(hint):
        definitions[hint.__name__] = {"description": hint.__doc__, **_object_schema(hint, definitions)}
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _TYPES[hint]}
