"""The keys of `revi.yml` for their reference page, derived from the declarations of the model."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from revi_docs.contract.model import Contract, Item
from revi_docs.contract.model.declarations import Duration, PlatformValue, is_required, keys_of
from revi_docs.contract.model_keys import key_anchor, nested_model_of
from revi_docs.contract.model_parser import without_none


@dataclass(frozen=True, slots=True)
class ContractKey:
    """One key on the reference page; `default` is the value that applies if the key is missing.

    `impact` is whom a change of the value affects, `breaks` are the edits that can break something. `path` names the
    key without the names of items, such as `commands.rerun.done`; `rules` are the codes of the rules that judge it.
    `anchor` is its place on the page, "" if it has a part of its own there.
    """

    name: str
    type_text: str
    required: bool
    default: str
    description: str
    impact: str
    breaks: tuple[str, ...]
    path: str = ""
    rules: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ContractMapping:
    """One kind of mapping in the contract with its keys; `path` is like `commands.{id}.rerun`.

    `example` is the YAML of a section, "" for what is inside of one. `own_rules` are the codes of the rules that judge
    it as a whole.
    """

    path: str
    description: str
    keys: tuple[ContractKey, ...]
    example: str = ""
    own_rules: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The anchor of its part of the page."""
        return key_anchor(self.name) or "top"

    @property
    def name(self) -> str:
        """The path without the names of items: `commands.rerun`."""
        return self.path.replace(".{id}", "").replace("[]", "")

    @property
    def rules(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the rules that judge its keys, sorted → the names of these keys.

        A key with a part of its own is left out: its rules are named there, without a name.
        """
        keys = [key for key in self.keys if key.anchor]
        codes = sorted({*self.own_rules, *(code for key in keys for code in key.rules)})
        return {code: tuple(key.name for key in keys if code in key.rules) for code in codes}


ImpactOf = Callable[[type, str], tuple[str, tuple[str, ...]]]
"""Model class and key → the impact of a change, and the edits that can break something."""


EXAMPLE = Path(__file__).with_name("example.yml")
"""A valid contract with every section."""

# A section of the example: its key at the start of a line, and all lines that are indented or blank.
_SECTION = re.compile(r"^(?P<name>\w+):.*\n(?:(?: .*)?\n)*", re.MULTILINE)


def contract_reference(
    impact_of: ImpactOf = lambda _, __: ("", ()), rule_keys: Mapping[str, Collection[str]] = MappingProxyType({})
) -> tuple[ContractMapping, ...]:
    """Return every mapping of the contract, from the top down, in the order of the model.

    `rule_keys` is the code of each rule → the paths of the keys that it judges.
    """
    mappings = _with_rules(tuple(_mappings(Contract, "", impact_of)), rule_keys)
    sections = {match["name"]: match[0].strip() + "\n" for match in _SECTION.finditer(EXAMPLE.read_text("utf-8"))}
    # Sections without a heading of their own, such as `regions`, are keys of the whole file.
    examples = {mapping.path: sections.pop(_section_of(mapping.path), "") for mapping in mappings}
    examples[""] = "".join(sections.values())
    return tuple(replace(mapping, example=examples[mapping.path]) for mapping in mappings)


def _with_rules(
    mappings: tuple[ContractMapping, ...], rule_keys: Mapping[str, Collection[str]]
) -> tuple[ContractMapping, ...]:
    """Return the mappings with the rules of their keys, and with anchors for keys without a part of their own."""
    parts = {mapping.name for mapping in mappings}
    rules: dict[str, list[str]] = {}
    for code, paths in sorted(rule_keys.items()):
        for path in paths:
            rules.setdefault(path, []).append(code)

    def complete(key: ContractKey) -> ContractKey:
        anchor = "" if key.path in parts else key_anchor(key.path)
        return replace(key, rules=tuple(rules.get(key.path, ())), anchor=anchor)

    return tuple(
        replace(mapping, keys=tuple(map(complete, mapping.keys)), own_rules=tuple(rules.get(mapping.name, ())))
        for mapping in mappings
    )


def _section_of(path: str) -> str:
    return path.partition(".")[0].removesuffix("[]")


def _mappings(kind: type, path: str, impact_of: ImpactOf) -> Iterator[ContractMapping]:
    common_keys = set(keys_of(Item)) if issubclass(kind, Item) else set()
    hidden_keys = common_keys - {"description"}
    keys = (_contract_key(kind, name, impact_of) for name in keys_of(kind) if name not in hidden_keys)
    mapping = ContractMapping(path, (kind.__doc__ or "").strip(), tuple(keys))
    named_keys = (replace(key, path=f"{mapping.name}.{key.name}".removeprefix(".")) for key in mapping.keys)
    yield replace(mapping, keys=tuple(named_keys))
    for name, (_, hint) in keys_of(kind).items():
        nested_model, step = nested_model_of(without_none(hint))
        if nested_model is not None and name not in common_keys:
            yield from _mappings(nested_model, f"{path}.{name}{step}".removeprefix("."), impact_of)


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
