"""Conditions: what a story must show before it moves, or before a command counts as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Item):
    """A program that `revi evidence run` runs for a story; exit code 0 is a success."""

    command: tuple[str, ...] = contract_field(
        "The program and its arguments; no shell reads them.", ordered=True, human_text=True
    )
    # Five minutes, like the timeout of a worker.
    timeout: Duration = contract_field("The time after which the program is stopped.", Duration(300_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """The limits of a counter."""

    min: int | None = contract_field("The smallest number that is enough.", None, minimum=1)
    max: int | None = contract_field("The largest number that is allowed.", None, minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition; if it has several keys, all of them must be met."""

    artifact: tuple[str, ...] = contract_field(
        "At least one of these artifacts exists.", (), reference_kind="artifacts", accepts_single=True
    )
    new: tuple[str, ...] = contract_field(
        "At least one of these artifacts exists, and its content differs from the one recorded when the story "
        "reached its status.",
        (),
        reference_kind="artifacts",
        accepts_single=True,
    )
    section: str = contract_field("The section of `artifact` with the table for `rows` or `plan`.", "", human_text=True)
    rows: tuple[str, ...] = contract_field(
        "The checks with a row in that table (columns Check, Command, Result); `not applicable: REASON` is a result.",
        (),
        human_text=True,
        ordered=True,
        accepts_single=True,
    )
    plan: str = contract_field(
        "The section of the story whose planned reuse has its result in that table.", "", human_text=True
    )
    verdict: str | None = contract_field(
        "The artifact that records the verdict; a move with another verdict is refused.",
        None,
        reference_kind="artifacts",
    )
    run: tuple[str, ...] = contract_field(
        "These checks ran after the last change, and succeeded.", (), reference_kind="checks", accepts_single=True
    )
    state: tuple[Literal["circuit-closed", "within-budget", "dependencies-accepted"], ...] = contract_field(
        "The story is in all of these states.", (), accepts_single=True
    )
    person: Literal["named", "accountable"] | None = contract_field(
        "`named`: the move names a person; `accountable`: it also gives the person's reason.", None
    )
    status: str | None = contract_field("The story has this status.", None, reference_kind="statuses")
    branch: Literal["merged"] | None = contract_field("The story's branch is merged.", None)
    rounds: Counter | None = contract_field("How often the transition was made, this time included.", None)
    reviews: Counter | None = contract_field(
        "How often the verdict was given since the story reached its status, this time included.", None
    )
