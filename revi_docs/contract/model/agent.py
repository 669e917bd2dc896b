"""Models, and the agents that run on them."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import says


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Item):
    """A class of language model."""

    price_input: float | None = says("US dollars for a million input tokens.", None, least=0)
    price_output: float | None = says("US dollars for a million output tokens.", None, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Agents of one kind, and the model they get."""

    label: str = says("How people call it.", "", prose=True)
    model: str | None = says("The model of its agents.", None, ref="models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Item):
    """Somebody a command or another agent starts."""

    group: str | None = says("The group it belongs to.", None, ref="groups")
    model: str | None = says("Its model, where not the group's.", None, ref="models")
    tools: tuple[str, ...] = says("The tools it may use; all where nothing is said.", ())
    spawns: tuple[str, ...] = says("The agents it starts itself.", (), ref="agents", many=True)
    reads: tuple[str, ...] = says("The artifacts it reads.", (), ref="artifacts", many=True)
    writes: tuple[str, ...] = says("The artifacts it writes.", (), ref="artifacts", many=True)
