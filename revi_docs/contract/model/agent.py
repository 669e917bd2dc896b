"""Models, and the agents that run on them."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Item):
    """A class of language model."""

    price_input: float | None = contract_field("US dollars for a million input tokens.", None, minimum=0)
    price_output: float | None = contract_field("US dollars for a million output tokens.", None, minimum=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Agents of one kind, and the model they get."""

    label: str = contract_field("How people call it.", "", prose=True)
    model: str | None = contract_field("The model of its agents.", None, reference_kind="models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Item):
    """Somebody a command or another agent starts."""

    group: str | None = contract_field("The group it belongs to.", None, reference_kind="groups")
    model: str | None = contract_field("Its model, where not the group's.", None, reference_kind="models")
    tools: tuple[str, ...] = contract_field("The tools it may use; all where nothing is said.", ())
    spawns: tuple[str, ...] = contract_field(
        "The agents it starts itself.", (), reference_kind="agents", accepts_single=True
    )
    reads: tuple[str, ...] = contract_field(
        "The artifacts it reads.", (), reference_kind="artifacts", accepts_single=True
    )
    writes: tuple[str, ...] = contract_field(
        "The artifacts it writes.", (), reference_kind="artifacts", accepts_single=True
    )
