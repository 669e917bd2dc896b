"""Token budgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import NAME_PATTERN, TYPED_NAME_PATTERN, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Item):
    """A level: how strictly a budget is enforced."""

    over_warning: Literal["continue", "warn", "confirm", "fail"] = contract_field(
        "What happens above the warning limit."
    )
    over_hard: Literal["continue", "warn", "confirm", "fail"] = contract_field("What happens above the hard limit.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier:
    """A factor in the front matter of a story that scales its limits."""

    key: str = contract_field("The front-matter key of the factor.", pattern=NAME_PATTERN)
    min: float = contract_field("The smallest factor that is accepted.", minimum=0)
    max: float = contract_field("The largest factor that is accepted.", minimum=0)
    default: float = contract_field("The factor of a story that sets none.", 1.0, minimum=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The token limits of one phase. A limit is reached at its exact value."""

    warning: int = contract_field("The number of tokens that causes a warning.", minimum=1)
    hard: int = contract_field("The number of tokens that must not be reached.", minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimits:
    """Limits of the texts that agents read, in tokens. A token is four bytes of UTF-8, rounded up."""

    agent: int | None = contract_field("The limit of one agent file.", None, minimum=1)
    commands: Mapping[str, int] = contract_field(
        "The limits of a command with all agents that it starts and all files that they must read.",
        {},
        reference_kind="commands",
        key_pattern=TYPED_NAME_PATTERN,
    )
    always_on: int | None = contract_field(
        "The limit of everything that is in every conversation: instructions, names and descriptions.", None, minimum=1
    )


TokenKind = Literal["input", "output", "cache_creation", "cache_read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Token budgets: how many tokens a phase can use, and what happens at a limit."""

    level: str = contract_field("The level that applies by default.", "advisory", reference_kind="levels")
    levels: Mapping[str, Level] = contract_field("The levels of enforcement.", {})
    counts: tuple[TokenKind, ...] = contract_field(
        "The kinds of tokens that count toward a limit.", ("input", "output")
    )
    shows: tuple[TokenKind, ...] = contract_field("The kinds of tokens that are shown but not counted.", ())
    multiplier: Multiplier | None = contract_field("How a story scales its limits.", None)
    phases: Mapping[str, Limits] = contract_field("The limits of each phase.", {}, reference_kind="phases")
    texts: TextLimits | None = contract_field("The limits of the texts that agents read.", None, prose=True)
