"""What every named item of the contract has in common."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.declarations import NAME_PATTERN, contract_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """Says that an item is no longer to be used."""

    renamed_to: str | None = contract_field("The name that took its place.", None, pattern=NAME_PATTERN)
    reason: str = contract_field("Why it went.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every named item accepts."""

    id: str = ""
    description: str = contract_field("What it is, in one sentence.", "", prose=True)
    aliases: tuple[str, ...] = contract_field("Other names it is known by; accepted where data is read.", ())
    deprecated: Deprecated | None = contract_field("Set when the item is on its way out.", None)
