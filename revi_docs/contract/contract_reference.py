"""The keys of `revi.yml` for their reference page, derived from the declarations of the model."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from revi_docs.contract.model import Contract, Item
from revi_docs.contract.model.declarations import Duration, PlatformValue, is_required, keys_of
from revi_docs.contract.model_parser import without_none


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
    """One kind of mapping in the contract with its keys; `path` is like `commands.{id}.rerun`.

    `example` is the YAML of a section, "" for what is inside of one.
    """

    path: str
    description: str
    keys: tuple[ContractKey, ...]
    example: str = ""


ImpactOf = Callable[[type, str], tuple[str, tuple[str, ...]]]
"""Model class and key → the impact of a change, and the edits that can break something."""


EXAMPLE = Path(__file__).with_name("example.yml")
"""A valid contract with every section."""

_SECTION = re.compile(r"^(?P<name>\w+):.*\n(?:(?: .*)?\n)*", re.MULTILINE)


def contract_reference(impact_of: ImpactOf = lambda _, __: ("", ())) -> tuple[ContractMapping, ...]:
    """Return every mapping of the contract, from the top down, in the order of the model."""
    mappings = tuple(_mappings(Contract, "", impact_of))
    sections = {match["name"]: match[0].strip() + "\n" for match in _SECTION.finditer(EXAMPLE.read_text("utf-8"))}
    # Sections without a heading of their own, such as `regions`, are keys of the whole file.
    examples = {mapping.path: sections.pop(_section_of(mapping.path), "") for mapping in mappings}
    examples[""] = "".join(sections.values())
    return tuple(replace(mapping, example=examples[mapping.path]) for mapping in mappings)


def _section_of(path: str) -> str:
    return path.partition(".")[0].removesuffix("[]")


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
