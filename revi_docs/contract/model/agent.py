"""Models, and the agents that run on them."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Item):
    """A class of language model."""

    price_input: float | None = contract_field("US dollars for a million input tokens.", None, least=0)
    price_output: float | None = contract_field("US dollars for a million output tokens.", None, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Agents of one kind, and the model they get."""

    label: str = contract_field("How people call it.", "", prose=True)
    model: str | None = contract_field("The model of its agents.", None, ref="models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Item):
    """Somebody a command or another agent starts."""

    group: str | None = contract_field("The group it belongs to.", None, ref="groups")
    model: str | None = contract_field("Its model, where not the group's.", None, ref="models")
    tools: tuple[str, ...] = contract_field("The tools it may use; all where nothing is said.", ())
    spawns: tuple[str, ...] = contract_field("The agents it starts itself.", (), ref="agents", many=True)
    reads: tuple[str, ...] = contract_field("The artifacts it reads.", (), ref="artifacts", many=True)
    writes: tuple[str, ...] = contract_field("The artifacts it writes.", (), ref="artifacts", many=True)
