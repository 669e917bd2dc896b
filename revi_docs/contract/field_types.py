"""The types of fields in the contract: `list of agent?`, `PASS|FAIL`, `datetime`."""

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
"""Kind of item → path of the section whose names are its values."""

# At least two choices: a single word is the name of a type.
_CHOICE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\|[A-Za-z][A-Za-z0-9_-]*)+")


@dataclass(frozen=True, slots=True)
class FieldType:
    """A parsed type. `name` is a base type, a kind of item or a record."""

    category: Literal["base", "kind", "record", "choice"]
    name: str
    choices: tuple[str, ...]
    is_list: bool
    optional: bool


def field_type(contract: Contract, type_text: str) -> FieldType | None:
    """Return the parsed type, or None if the text is not a type."""
    text = str(type_text)
    # `list of agent?` is an optional list, not a list of optional values.
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
    """Return the items of a kind; none if the contract does not have the section."""
    section_items: Any = contract
    for section in KIND_SECTIONS[kind]:
        section_items = getattr(section_items, section) if section_items else None
    return section_items or {}
