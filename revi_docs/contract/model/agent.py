"""Models, and the agents that run on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.declarations import PlatformValue, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Item):
    """A class of language models."""

    price_input: float | None = contract_field("Price of a million input tokens, in US dollars.", None, minimum=0)
    price_output: float | None = contract_field("Price of a million output tokens, in US dollars.", None, minimum=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """A group of agents with a common model."""

    label: str = contract_field("Its display name.", "", prose=True)
    model: str | None = contract_field("The model of its agents.", None, reference_kind="models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Item):
    """An agent that commands or other agents start."""

    when: str = contract_field("When it is used, in the third person.", "", prose=True)
    group: str | None = contract_field("The group of the agent.", None, reference_kind="groups")
    model: str | None = contract_field("Its model, if it is not the model of its group.", None, reference_kind="models")
    tools: tuple[str, ...] = contract_field("The tools it may use; all tools if not set.", ())
    spawns: tuple[str, ...] = contract_field(
        "The agents that it starts.", (), reference_kind="agents", accepts_single=True
    )
    reads: tuple[str, ...] = contract_field(
        "The artifacts that it reads.", (), reference_kind="artifacts", accepts_single=True
    )
    writes: tuple[str, ...] = contract_field(
        "The artifacts that it writes.", (), reference_kind="artifacts", accepts_single=True
    )
    claude: Mapping[str, PlatformValue] = contract_field(
        "More front-matter fields for Claude Code, such as `maxTurns` or `effort`.", {}, ordered=True, prose=True
    )
