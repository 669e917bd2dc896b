"""When a story is done: what must be there, and what it must say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Item):
    """Something that a story must have before it is done."""

    one_of: tuple[str, ...] = contract_field(
        "The artifacts, of which one must be there.", reference_kind="artifacts", accepts_single=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The checks that are shown as run, in a table with the columns Check, Command and Result."""

    artifact: str = contract_field("The artifact that shows them.", reference_kind="artifacts")
    section: str = contract_field("The section that holds the table.", human_text=True)
    names: tuple[str, ...] = contract_field("The checks, each a row.", (), human_text=True, ordered=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What is to be used again, and how that went, each in a table."""

    plan: str = contract_field("The section of the story that says what is planned.", human_text=True)
    artifact: str = contract_field("The artifact that says what came of it.", reference_kind="artifacts")
    section: str = contract_field("Its section.", human_text=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The verdicts with which a story ships."""

    verdicts: str = contract_field("The set of the verdicts.", reference_kind="verdicts")
    passes: tuple[str, ...] = contract_field("The verdicts with which it ships.", accepts_single=True)
    reasoned: tuple[str, ...] = contract_field(
        "Those of them that need a role and a reason, since somebody answers for them.",
        (),
        accepts_single=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """When a story is done."""

    statuses: tuple[str, ...] = contract_field(
        "The statuses of a story that is done.", reference_kind="statuses", accepts_single=True
    )
    needs: Mapping[str, Need] = contract_field("What must be there.", {})
    checks: Checks | None = contract_field("The checks that must be shown as run.", None)
    reuse: Reuse | None = contract_field("Where it is said what is used again.", None)
    gate: Gate | None = contract_field("The verdict that must have been given.", None)
