"""What goes wrong, and what is tried then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Item):
    """What is done once an error cannot be retried any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """How often and how fast an error is tried again."""

    max: int = contract_field("How many times.", minimum=0, maximum=100)
    backoff: Literal["fixed", "exponential"] = contract_field("How the delay grows.", "fixed")
    delay: Duration = contract_field("Delay before the first retry.")
    cap: Duration | None = contract_field("The longest delay.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType(Item):
    """A way an agent's work fails."""

    retry: Retry | None = contract_field("How it is retried; absent where it is not.", None)
    recovery: str = contract_field(
        "What follows when it is not retried or no retry is left.", "", reference_kind="recoveries"
    )
    advice: str = contract_field("What to do, in a sentence.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """When errors pile up: the story stops until a person steps in."""

    failures: int = contract_field("How many failures open it.", minimum=1)
    window: Duration = contract_field("Within how long.")
    states: tuple[str, ...] = contract_field(
        "Its states: in the first work goes on, in the last it stops.",
        ("CLOSED", "OPEN"),
        ordered=True,
    )
    on_open: tuple[str, ...] = contract_field(
        "What happens when it opens, in order.", (), ordered=True, prose=True
    )
    closes: Literal["person"] = contract_field("Who closes it.", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPreset(Item):
    """How one kind of outside call is tried."""

    attempts: int = contract_field("How many attempts in all.", minimum=1)
    delay: Duration = contract_field("Delay before the second attempt.")
    timeout: Duration | None = contract_field("How long one attempt may take.", None)
    multiplier: float = contract_field("What each delay is multiplied by for the next.", 1.0, minimum=1)
    jitter: float = contract_field("The share of a delay that is random.", 0.0, minimum=0, maximum=1)
