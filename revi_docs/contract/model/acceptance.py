"""When a story is done: what must be there, and what it must say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import says


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Item):
    """Something that a story must have before it is done."""

    one_of: tuple[str, ...] = says("The artifacts, of which one must be there.", ref="artifacts", many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The checks that are shown as run, in a table with the columns Check, Command and Result."""

    artifact: str = says("The artifact that shows them.", ref="artifacts")
    section: str = says("The section that holds the table.", words=True)
    names: tuple[str, ...] = says("The checks, each a row.", (), words=True, ordered=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What is to be used again, and how that went, each in a table."""

    plan: str = says("The section of the story that says what is planned.", words=True)
    artifact: str = says("The artifact that says what came of it.", ref="artifacts")
    section: str = says("Its section.", words=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The verdicts with which a story ships."""

    verdicts: str = says("The set of the verdicts.", ref="verdicts")
    passes: tuple[str, ...] = says("The verdicts with which it ships.", many=True)
    reasoned: tuple[str, ...] = says(
        "Those of them that need a role and a reason, since somebody answers for them.", (), many=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """When a story is done."""

    statuses: tuple[str, ...] = says("The statuses of a story that is done.", ref="statuses", many=True)
    needs: Mapping[str, Need] = says("What must be there.", {})
    checks: Checks | None = says("The checks that must be shown as run.", None)
    reuse: Reuse | None = says("Where it is said what is used again.", None)
    gate: Gate | None = says("The verdict that must have been given.", None)
