"""What a contract uses each name for: the same text can be a status and, elsewhere, an event or a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of


def sections_by_name(contract: Contract) -> dict[str, set[str]]:
    """Each key and text of the contract that is not a reference to an item → the sections in which it occurs."""
    sections: dict[str, set[str]] = {}
    for section, (model_field, _) in keys_of(Contract).items():
        for name in _names(getattr(contract, model_field.name)):
            sections.setdefault(name, set()).add(section)
    return sections


def _names(value: Any, *, is_reference: bool = False) -> Iterator[str]:
    if isinstance(value, str):
        yield from () if is_reference else (value,)
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _names(key, is_reference=is_reference)
            yield from _names(member, is_reference=is_reference)
    elif isinstance(value, tuple):
        for member in value:
            yield from _names(member, is_reference=is_reference)
    elif is_dataclass(value) and not isinstance(value, type):
        for model_field, _ in keys_of(type(value)).values():
            yield from _names(getattr(value, model_field.name), is_reference="reference_kind" in model_field.metadata)
