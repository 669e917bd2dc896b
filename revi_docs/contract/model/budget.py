"""Token budgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import NAME, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Item):
    """How strictly a budget is kept."""

    over_warning: Literal["continue", "warn", "confirm", "fail"] = says("What happens over the warning.")
    over_hard: Literal["continue", "warn", "confirm", "fail"] = says("What happens over the hard limit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """How a story scales its limits."""

    key: str = says("The front-matter key that carries it.", pattern=NAME)
    min: float = says("The smallest that is accepted.", least=0)
    max: float = says("The largest that is accepted.", least=0)
    default: float = says("What holds where a story says nothing.", 1.0, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Token limits of one phase; reached means at or above."""

    warning: int = says("Tokens at which a warning is due.", least=1)
    hard: int = says("Tokens that must not be reached.", least=1)


Tokens = Literal["input", "output", "cache_creation", "cache_read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """How many tokens a phase may use, and what happens then."""

    level: str = says("The level that holds where nothing else is said.", "advisory", ref="levels")
    levels: Mapping[str, Level] = says("How strictly a budget may be kept.", {})
    counts: tuple[Tokens, ...] = says("The kinds of tokens that count against a limit.", ("input", "output"))
    shows: tuple[Tokens, ...] = says("The kinds that are shown but not counted.", ())
    multiplier: Multiplier | None = says("How a story scales its limits.", None)
    phases: Mapping[str, Limits] = says("The limits of each phase.", {}, ref="phases")
