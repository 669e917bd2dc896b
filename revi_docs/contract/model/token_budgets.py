"""Token budgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import NAME_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Item):
    """How strictly a budget is kept."""

    over_warning: Literal["continue", "warn", "confirm", "fail"] = contract_field(
        "What happens over the warning."
    )
    over_hard: Literal["continue", "warn", "confirm", "fail"] = contract_field(
        "What happens over the hard limit."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """How a story scales its limits."""

    key: str = contract_field("The front-matter key that carries it.", pattern=NAME_PATTERN)
    min: float = contract_field("The smallest that is accepted.", minimum=0)
    max: float = contract_field("The largest that is accepted.", minimum=0)
    default: float = contract_field("What holds where a story says nothing.", 1.0, minimum=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Token limits of one phase; reached means at or above."""

    warning: int = contract_field("Tokens at which a warning is due.", minimum=1)
    hard: int = contract_field("Tokens that must not be reached.", minimum=1)


TokenKind = Literal["input", "output", "cache_creation", "cache_read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """How many tokens a phase may use, and what happens then."""

    level: str = contract_field(
        "The level that holds where nothing else is said.", "advisory", reference_kind="levels"
    )
    levels: Mapping[str, Level] = contract_field("How strictly a budget may be kept.", {})
    counts: tuple[TokenKind, ...] = contract_field(
        "The kinds of tokens that count against a limit.", ("input", "output")
    )
    shows: tuple[TokenKind, ...] = contract_field("The kinds that are shown but not counted.", ())
    multiplier: Multiplier | None = contract_field("How a story scales its limits.", None)
    phases: Mapping[str, Limits] = contract_field("The limits of each phase.", {}, reference_kind="phases")
