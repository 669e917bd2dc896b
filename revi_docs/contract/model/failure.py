"""Errors, retries, recoveries, and the circuit breaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Item):
    """An action that follows when an error cannot be retried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """How often and how fast an error is retried."""

    max: int = contract_field("The maximum number of retries.", minimum=0, maximum=100)
    backoff: Literal["fixed", "exponential"] = contract_field(
        "How the delay changes: `fixed` stays the same, `exponential` doubles.", "fixed"
    )
    delay: Duration = contract_field("The delay before the first retry.")
    cap: Duration | None = contract_field("The maximum delay.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType(Item):
    """A type of error in the work of an agent."""

    retry: Retry | None = contract_field("How the error is retried; not at all if not set.", None)
    recovery: str = contract_field(
        "The recovery if the error is not retried or no retry is left.", "", reference_kind="recoveries"
    )
    advice: str = contract_field("What to do, in one sentence.", "", prose=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """The circuit breaker: after repeated errors, the story stops until a person intervenes."""

    failures: int = contract_field("The number of failures that open the circuit breaker.", minimum=1)
    window: Duration = contract_field("The time within which the failures are counted.")
    states: tuple[str, ...] = contract_field(
        "Its states: work continues in the first and stops in the last.", ("CLOSED", "OPEN"), ordered=True
    )
    on_open: tuple[str, ...] = contract_field(
        "What happens when the circuit breaker opens, in order.", (), ordered=True, prose=True
    )
    closes: Literal["person"] = contract_field("Who closes the circuit breaker.", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPreset(Item):
    """The retry settings of one kind of external call."""

    attempts: int = contract_field("The total number of attempts.", minimum=1)
    delay: Duration = contract_field("The delay before the second attempt.")
    timeout: Duration | None = contract_field("The timeout of one attempt.", None)
    multiplier: float = contract_field("The factor by which the delay grows after each attempt.", 1.0, minimum=1)
    jitter: float = contract_field("The random share of a delay (jitter), from 0 to 1.", 0.0, minimum=0, maximum=1)
