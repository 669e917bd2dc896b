"""What goes wrong, and what is tried then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import Duration, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Item):
    """What is done once an error cannot be retried any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """How often and how fast an error is tried again."""

    max: int = says("How many times.", least=0, most=100)
    backoff: Literal["fixed", "exponential"] = says("How the delay grows.", "fixed")
    delay: Duration = says("Delay before the first retry.")
    cap: Duration | None = says("The longest delay.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType(Item):
    """A way an agent's work fails."""

    retry: Retry | None = says("How it is retried; absent where it is not.", None)
    recovery: str = says("What follows when it is not retried or no retry is left.", "", ref="recoveries")
    advice: str = says("What to do, in a sentence.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """When errors pile up: the story stops until a person steps in."""

    failures: int = says("How many failures open it.", least=1)
    window: Duration = says("Within how long.")
    states: tuple[str, ...] = says(
        "Its states: in the first work goes on, in the last it stops.",
        ("CLOSED", "OPEN"),
        ordered=True,
    )
    on_open: tuple[str, ...] = says("What happens when it opens, in order.", (), ordered=True, prose=True)
    closes: Literal["person"] = says("Who closes it.", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPreset(Item):
    """How one kind of outside call is tried."""

    attempts: int = says("How many attempts in all.", least=1)
    delay: Duration = says("Delay before the second attempt.")
    timeout: Duration | None = says("How long one attempt may take.", None)
    multiplier: float = says("What each delay is multiplied by for the next.", 1.0, least=1)
    jitter: float = says("The share of a delay that is random.", 0.0, least=0, most=1)
