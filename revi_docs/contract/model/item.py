"""What every named item of the contract has in common."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.shape import NAME, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """Says that an item is no longer to be used."""

    renamed_to: str | None = says("The name that took its place.", None, pattern=NAME)
    reason: str = says("Why it went.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every named item accepts."""

    id: str = ""
    meaning: str = says("What it is, in one sentence.", "", prose=True)
    aliases: tuple[str, ...] = says("Other names it is known by; accepted where data is read.", ())
    deprecated: Deprecated | None = says("Set when the item is on its way out.", None)
