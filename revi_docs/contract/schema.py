"""The contract's form for editors (JSON Schema, draft 7) and for its reference page.

Both are read off the model's declarations; there is no second description of `revi.yml`.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, is_dataclass
from typing import Any, Literal

from revi_docs.contract.model import Contract, Item
from revi_docs.contract.parse import without_none
from revi_docs.contract.shape import NAME, Duration, is_required, keys_of

Schema = dict[str, Any]


def json_schema() -> Schema:
    """JSON Schema, draft 7, of `revi.yml`. That names of other sections exist is left to lint."""
    definitions: dict[str, Schema] = {}
    top = _object(Contract, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "revi.yml",
        **top,
        "definitions": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for key, (part, hint) in keys_of(kind).items():
        limits = {**part.metadata, "required": is_required(part)}
        properties[key] = {"description": part.metadata["doc"], **_of(hint, limits, definitions)}
    required = _required(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _required(kind: type) -> list[str]:
    return [key for key, (part, _) in keys_of(kind).items() if is_required(part)]


def _of(hint: Any, limits: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    hint = without_none(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _list(arguments[0], limits, definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is not None:
        return _mapping(arguments[1], limits, definitions)
    if is_dataclass(hint):
        return _reference(typing.cast(type, hint), definitions)
    return _single(hint, limits)


def _reference(kind: type, definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object(kind, definitions)
    return {"allOf": [{"$ref": f"#/definitions/{kind.__name__}"}]}


def _list(hint: Any, limits: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    own = {**limits, "pattern": limits["keys"]} if "keys" in limits else limits
    one = _of(hint, own, definitions)
    several: Schema = {"type": "array", "items": one}
    several |= {"uniqueItems": True} if hint is str else {}
    several |= {"minItems": 1} if limits.get("required") else {}
    return {"anyOf": [one, several]} if limits.get("many") else several


def _mapping(hint: Any, limits: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    value = _of(hint, {} if hint is not str else limits, definitions)
    if is_dataclass(hint) and not _required(typing.cast(type, hint)):
        value = {"anyOf": [value, {"type": "null"}]}
    named = {
        "type": "object",
        "patternProperties": {f"^(?:{limits.get('keys', NAME)})$": value},
        "additionalProperties": False,
    }
    if not limits.get("names"):
        return named
    return {"anyOf": [named, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]}


def _single(hint: Any, limits: Mapping[str, Any]) -> Schema:
    if hint is Duration:
        return {"type": "string", "pattern": f"^{Duration.PATTERN}$"}
    if hint is str:
        pattern = limits.get("pattern")
        return {"type": "string", **({"pattern": f"^(?:{pattern})$"} if pattern else {})}
    kind = {int: "integer", float: "number", bool: "boolean"}[hint]
    bounds = {"least": "minimum", "most": "maximum"}
    return {"type": kind, **{bounds[name]: limits[name] for name in bounds if name in limits}}


@dataclass(frozen=True, slots=True)
class Key:
    """One key for the reference: `form` says what may be written, `default` what holds without it."""

    name: str
    form: str
    required: bool
    default: str
    doc: str


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of mapping in the contract with its keys; `where` is the way to it: `commands.{id}.rerun`."""

    where: str
    doc: str
    keys: tuple[Key, ...]


def reference() -> tuple[Part, ...]:
    """Every mapping of the contract, from the top down, in the order of the model."""
    return tuple(_parts(Contract, ""))


def _parts(kind: type, where: str) -> Iterator[Part]:
    common = set(keys_of(Item)) if issubclass(kind, Item) else set()
    hidden = common - {"meaning"}
    keys = (_key(name, *declared) for name, declared in keys_of(kind).items() if name not in hidden)
    yield Part(where, (kind.__doc__ or "").strip(), tuple(keys))
    for name, (_, hint) in keys_of(kind).items():
        inner, step = _inside(without_none(hint))
        if inner is not None and name not in common:
            yield from _parts(inner, f"{where}.{name}{step}".removeprefix("."))


def _inside(hint: Any) -> tuple[type | None, str]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        return typing.cast(type, hint), ""
    if origin is tuple and is_dataclass(arguments[0]):
        return typing.cast(type, arguments[0]), "[]"
    if origin not in (None, tuple, Literal) and is_dataclass(arguments[1]):
        return typing.cast(type, arguments[1]), ".{id}"
    return None, ""


def _key(name: str, part: Any, hint: Any) -> Key:
    form = _form(without_none(hint), part.metadata)
    return Key(name, form, is_required(part), _default(part.default), part.metadata["doc"])


def _default(value: Any) -> str:
    if value in (MISSING, None, "", ()) or is_dataclass(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


_FORMS = {str: "text", int: "whole number", float: "number", bool: "true or false", Duration: "duration"}


def _form(hint: Any, limits: Mapping[str, Any]) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " or ".join(str(choice) for choice in arguments)
    if origin is tuple:
        return "list of " + (_named(limits) or _form(without_none(arguments[0]), {}))
    if origin is not None:
        return "mapping of " + (_named(limits) or _form(without_none(arguments[1]), {}))
    if is_dataclass(hint):
        return "mapping"
    return _named(limits) or _FORMS[hint]


def _named(limits: Mapping[str, Any]) -> str:
    return f"name from {limits['ref'].replace('_', ' ')}" if "ref" in limits else ""
