"""The form of `revi.yml` for editors: a JSON Schema, draft 7.

It is derived from the declarations of the model; there is no second description of `revi.yml`.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import Any, Literal

from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import (
    NAME_PATTERN,
    Duration,
    PlatformValue,
    is_required,
    item_constraints,
    keys_of,
    member_constraints,
)
from revi_docs.contract.model_parser import without_none

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a complete contract, or of one that `extends` another; both share the definitions."""

    definitions: dict[str, Schema]
    extends: bool = False


def json_schema() -> Schema:
    """Return the JSON Schema of `revi.yml`, draft 7. Only lint checks that referenced names exist.

    A contract that extends another one needs no key that its parent has, and `null` removes a key.
    """
    complete = _Form({})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "revi.yml",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": _definition_reference(Contract, replace(complete, extends=True)),
        "else": _definition_reference(Contract, complete),
        "definitions": dict(sorted(complete.definitions.items())),
    }


def _object_schema(kind: type, form: _Form) -> Schema:
    required = [] if form.extends else _required_keys(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {key: _property_schema(kind, key, form) for key in keys_of(kind)},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _property_schema(kind: type, key: str, form: _Form) -> Schema:
    model_field, hint = keys_of(kind)[key]
    constraints = {**model_field.metadata, "required": is_required(model_field)}
    if not form.extends:
        return {"description": constraints["description"], **_type_schema(hint, constraints, form)}
    if (kind, key) == (Contract, "transitions"):
        return {"type": "array", "items": _definition_reference(typing.get_args(hint)[0], form)}
    # Only mappings merge; any other value replaces the one of the parent.
    is_mapping = typing.get_origin(without_none(hint)) not in (None, tuple, Literal) or is_dataclass(without_none(hint))
    complete = {"$ref": f"#/definitions/{kind.__name__}/properties/{key}"}
    return _or_null(_type_schema(hint, constraints, form) if is_mapping else complete)


def _or_null(schema: Schema) -> Schema:
    # With `anyOf`, an error would not say what is wrong in the value.
    return {"if": {"type": "null"}, "else": schema}


def _required_keys(kind: type) -> list[str]:
    return [key for key, (model_field, _) in keys_of(kind).items() if is_required(model_field)]


def _type_schema(hint: Any, constraints: Mapping[str, Any], form: _Form) -> Schema:
    hint = without_none(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _list_schema(arguments[0], constraints, form)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is not None:
        return _mapping_schema(arguments[1], constraints, form)
    if is_dataclass(hint):
        return _definition_reference(typing.cast(type, hint), form)
    return _scalar_schema(hint, constraints)


def _definition_reference(kind: type, form: _Form) -> Schema:
    name = f"Extending{kind.__name__}" if form.extends else kind.__name__
    if name not in form.definitions:
        # The empty entry ends the recursion for a class that refers to itself.
        form.definitions[name] = {}
        form.definitions[name] = _object_schema(kind, form)
    # Draft 7 ignores every keyword next to `$ref`, such as the description, so the reference is wrapped.
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _list_schema(hint: Any, constraints: Mapping[str, Any], form: _Form) -> Schema:
    item_constraints = member_constraints(constraints)
    item_schema = _type_schema(hint, item_constraints, form)
    list_schema: Schema = {"type": "array", "items": item_schema}
    list_schema |= {"uniqueItems": True} if hint is str else {}
    list_schema |= {"minItems": 1} if constraints.get("required") else {}
    return {"anyOf": [item_schema, list_schema]} if constraints.get("accepts_single") else list_schema


def _mapping_schema(hint: Any, constraints: Mapping[str, Any], form: _Form) -> Schema:
    passed_on = constraints if hint is str else item_constraints(constraints)
    value_schema = _type_schema(hint, passed_on, form)
    # An item without required keys can be written as a name and a colon.
    if form.extends or (is_dataclass(hint) and not _required_keys(typing.cast(type, hint))):
        value_schema = _or_null(value_schema)
    if "false_means" in constraints:
        value_schema = {"anyOf": [value_schema, {"enum": [False]}]}
    mapping_schema = {
        "type": "object",
        **({"minProperties": 1} if "empty_fix" in constraints and not form.extends else {}),
        "patternProperties": {f"^(?:{constraints.get('key_pattern', NAME_PATTERN)})$": value_schema},
        "additionalProperties": False,
    }
    if not constraints.get("accepts_names"):
        return mapping_schema
    return {"anyOf": [mapping_schema, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]}


def _scalar_schema(hint: Any, constraints: Mapping[str, Any]) -> Schema:
    if hint is Duration:
        return {"type": "string", "pattern": f"^{Duration.PATTERN}$"}
    if hint is PlatformValue:
        return {"type": ["string", "number", "boolean"]}
    if hint is str:
        pattern = constraints.get("pattern")
        return {"type": "string", **({"pattern": f"^(?:{pattern})$"} if pattern else {})}
    json_type = {int: "integer", float: "number", bool: "boolean"}[hint]
    bounds = {name: constraints[name] for name in ("minimum", "maximum") if name in constraints}
    return {"type": json_type, **bounds}
