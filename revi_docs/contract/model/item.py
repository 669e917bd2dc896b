"""What all named items of the contract have in common."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.declarations import TYPED_NAME_PATTERN, contract_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """A deprecation: the item must no longer be used."""

    renamed_to: str | None = contract_field("The name of its replacement.", None, pattern=TYPED_NAME_PATTERN)
    reason: str = contract_field("Why it is deprecated.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The keys that every named item accepts."""

    id: str = ""
    description: str = contract_field("What it is, in one sentence.", "", prose=True)
    aliases: tuple[str, ...] = contract_field("Other names, which are accepted in data that is read.", ())
    deprecated: Deprecated | None = contract_field("Set if the item must no longer be used.", None)
