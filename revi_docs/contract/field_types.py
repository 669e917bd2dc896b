"""The language of types in which the contract states fields: `list of agent?`, `PASS|FAIL`, `datetime`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from revi_docs.contract.model import Contract

BASE_TYPES = ("string", "integer", "number", "boolean", "datetime", "uuid", "object", "list", "story")

KIND_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "status": ("statuses",),
    "phase": ("phases",),
    "agent": ("agents",),
    "model": ("models",),
    "error": ("errors",),
    "command": ("commands",),
    "recovery": ("recoveries",),
    "worker-status": ("workers", "statuses"),
}
"""Kind of item → the section whose names it stands for."""

_CHOICE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\|[A-Za-z][A-Za-z0-9_-]*)+")


@dataclass(frozen=True, slots=True)
class FieldType:
    """A type. `name` is that of a base type, a kind of item or a record; `choices` are words."""

    form: Literal["base", "kind", "record", "choice"]
    name: str
    choices: tuple[str, ...]
    many: bool
    optional: bool


def field_type(contract: Contract, type_text: str) -> FieldType | None:
    """The type, or None where it is none."""
    text = str(type_text)
    base_name = text.removesuffix("?").removeprefix("list of ")
    modifiers = (text.removesuffix("?") != base_name, text.endswith("?"))
    if base_name in BASE_TYPES:
        return FieldType("base", base_name, (), *modifiers)
    if base_name in KIND_SECTIONS:
        return FieldType("kind", base_name, (), *modifiers)
    if base_name in contract.records:
        return FieldType("record", base_name, (), *modifiers)
    if _CHOICE.fullmatch(base_name):
        return FieldType("choice", "", tuple(dict.fromkeys(base_name.split("|"))), *modifiers)
    return None


def names_of_kind(contract: Contract, kind: str) -> Mapping[str, Any]:
    """The items that a kind stands for; none where the contract lacks the section."""
    section_items: Any = contract
    for section in KIND_SECTIONS[kind]:
        section_items = getattr(section_items, section) if section_items else None
    return section_items or {}
