"""The form of `revi.yml` for editors (JSON Schema, draft 7) and for its reference page.

Both are derived from the declarations of the model; there is no second description of `revi.yml`.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, is_dataclass
from typing import Any, Literal

from revi_docs.contract.model import Contract, Item
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


def json_schema() -> Schema:
    """Return the JSON Schema of `revi.yml`, draft 7. Only lint checks that referenced names exist."""
    definitions: dict[str, Schema] = {}
    root_schema = _object_schema(Contract, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "revi.yml",
        **root_schema,
        "definitions": dict(sorted(definitions.items())),
    }


def _object_schema(kind: type, definitions: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for key, (model_field, hint) in keys_of(kind).items():
        constraints = {**model_field.metadata, "required": is_required(model_field)}
        properties[key] = {
            "description": model_field.metadata["description"],
            **_type_schema(hint, constraints, definitions),
        }
    required = _required_keys(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _required_keys(kind: type) -> list[str]:
    return [key for key, (model_field, _) in keys_of(kind).items() if is_required(model_field)]


def _type_schema(hint: Any, constraints: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    hint = without_none(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _list_schema(arguments[0], constraints, definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is not None:
        return _mapping_schema(arguments[1], constraints, definitions)
    if is_dataclass(hint):
        return _definition_reference(typing.cast(type, hint), definitions)
    return _scalar_schema(hint, constraints)


def _definition_reference(kind: type, definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        # The empty entry ends the recursion for a class that refers to itself.
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object_schema(kind, definitions)
    # Draft 7 ignores every keyword next to `$ref`, such as the description, so the reference is wrapped.
    return {"allOf": [{"$ref": f"#/definitions/{kind.__name__}"}]}


def _list_schema(hint: Any, constraints: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    item_constraints = member_constraints(constraints)
    item_schema = _type_schema(hint, item_constraints, definitions)
    list_schema: Schema = {"type": "array", "items": item_schema}
    list_schema |= {"uniqueItems": True} if hint is str else {}
    list_schema |= {"minItems": 1} if constraints.get("required") else {}
    return {"anyOf": [item_schema, list_schema]} if constraints.get("accepts_single") else list_schema


def _mapping_schema(hint: Any, constraints: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    passed_on = constraints if hint is str else item_constraints(constraints)
    value_schema = _type_schema(hint, passed_on, definitions)
    # An item without required keys can be written as a name and a colon.
    if is_dataclass(hint) and not _required_keys(typing.cast(type, hint)):
        value_schema = {"anyOf": [value_schema, {"type": "null"}]}
    if "false_means" in constraints:
        value_schema = {"anyOf": [value_schema, {"enum": [False]}]}
    mapping_schema = {
        "type": "object",
        **({"minProperties": 1} if "empty_fix" in constraints else {}),
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


@dataclass(frozen=True, slots=True)
class ContractKey:
    """One key on the reference page; `default` is the value that applies if the key is missing.

    `impact` is whom a change of the value affects, `breaks` are the edits that can break something.
    """

    name: str
    type_text: str
    required: bool
    default: str
    description: str
    impact: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractMapping:
    """One kind of mapping in the contract with its keys; `path` is like `commands.{id}.rerun`."""

    path: str
    description: str
    keys: tuple[ContractKey, ...]


ImpactOf = Callable[[type, str], tuple[str, tuple[str, ...]]]
"""Model class and key → the impact of a change, and the edits that can break something."""


def contract_reference(impact_of: ImpactOf = lambda _, __: ("", ())) -> tuple[ContractMapping, ...]:
    """Return every mapping of the contract, from the top down, in the order of the model."""
    return tuple(_mappings(Contract, "", impact_of))


def _mappings(kind: type, path: str, impact_of: ImpactOf) -> Iterator[ContractMapping]:
    common_keys = set(keys_of(Item)) if issubclass(kind, Item) else set()
    hidden_keys = common_keys - {"description"}
    keys = (_contract_key(kind, name, impact_of) for name in keys_of(kind) if name not in hidden_keys)
    yield ContractMapping(path, (kind.__doc__ or "").strip(), tuple(keys))
    for name, (_, hint) in keys_of(kind).items():
        nested_model, step = _nested_model(without_none(hint))
        if nested_model is not None and name not in common_keys:
            yield from _mappings(nested_model, f"{path}.{name}{step}".removeprefix("."), impact_of)


def _nested_model(hint: Any) -> tuple[type | None, str]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        return typing.cast(type, hint), ""
    if origin is tuple and is_dataclass(arguments[0]):
        return typing.cast(type, arguments[0]), "[]"
    if origin not in (None, tuple, Literal) and is_dataclass(arguments[1]):
        return typing.cast(type, arguments[1]), ".{id}"
    return None, ""


def _contract_key(kind: type, name: str, impact_of: ImpactOf) -> ContractKey:
    model_field, hint = keys_of(kind)[name]
    type_text = _type_text(without_none(hint), model_field.metadata)
    required, default = is_required(model_field), _default_text(model_field.default)
    description = model_field.metadata["description"]
    return ContractKey(name, type_text, required, default, description, *impact_of(kind, name))


def _default_text(value: Any) -> str:
    if value in (MISSING, None, "", ()) or is_dataclass(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


_TYPE_NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Duration: "duration",
    PlatformValue: "text or number or true or false",
}


def _type_text(hint: Any, constraints: Mapping[str, Any]) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " or ".join(str(choice) for choice in arguments)
    if origin is tuple:
        return f"list of {_plural_type_text(arguments[0], constraints)}"
    if origin is not None:
        return f"mapping of {_plural_type_text(arguments[1], constraints)}"
    if is_dataclass(hint):
        return "mapping"
    return _reference_text(constraints) or _TYPE_NAMES[hint]


def _plural_type_text(hint: Any, constraints: Mapping[str, Any]) -> str:
    """Return "texts", "mappings of texts" or "names from agents"; choices have no plural."""
    hint = without_none(hint)
    text = _reference_text(constraints) or _type_text(hint, {})
    noun = text.partition(" of ")[0].partition(" from ")[0]
    return text if typing.get_origin(hint) is Literal else text.replace(noun, f"{noun}s", 1)


def _reference_text(constraints: Mapping[str, Any]) -> str:
    return f"name from {constraints['reference_kind'].replace('_', ' ')}" if "reference_kind" in constraints else ""
