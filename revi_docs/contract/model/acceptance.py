"""When a story is done: which artifacts it needs, and what they must contain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Item):
    """A requirement that a story must meet before it is done."""

    one_of: tuple[str, ...] = contract_field(
        "The artifacts, of which at least one must exist.", reference_kind="artifacts", accepts_single=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """The checks whose results must be recorded, in a table with the columns Check, Command and Result."""

    artifact: str = contract_field("The artifact that records them.", reference_kind="artifacts")
    section: str = contract_field("The section with the table.", human_text=True)
    names: tuple[str, ...] = contract_field("The names of the checks, one row each.", (), human_text=True, ordered=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """The planned reuse of existing code and its result, each in a table."""

    plan: str = contract_field("The section of the story with the plan.", human_text=True)
    artifact: str = contract_field("The artifact with the result.", reference_kind="artifacts")
    section: str = contract_field("The section of that artifact.", human_text=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The verdicts that allow a story to ship."""

    verdicts: str = contract_field("The verdict set of the gate.", reference_kind="verdicts")
    passes: tuple[str, ...] = contract_field("The verdicts that allow the story to ship.", accepts_single=True)
    reasoned: tuple[str, ...] = contract_field(
        "The passing verdicts that require a role and a reason, because a person takes responsibility.",
        (),
        accepts_single=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """When a story is done."""

    statuses: tuple[str, ...] = contract_field(
        "The statuses in which a story is done.", reference_kind="statuses", accepts_single=True
    )
    needs: Mapping[str, Need] = contract_field("The requirements, by name.", {})
    checks: Checks | None = contract_field("The checks whose results must be recorded.", None)
    reuse: Reuse | None = contract_field("The planned reuse and its result.", None)
    gate: Gate | None = contract_field("The verdict that is required.", None)
