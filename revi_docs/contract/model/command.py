"""Slash commands, running them again, and the lock they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.declarations import NAME_PATTERN, Duration, contract_field
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(Item):
    """What a command is given."""

    optional: bool = contract_field("Whether it may be left out.", False)
    form: str = contract_field("What it looks like, where its name does not say.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """A switch of a command."""

    value: str = contract_field("The name of the value it takes.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When a command counts as done; exactly one of these."""

    artifact: str | None = contract_field(
        "An artifact of this kind is there.", None, reference_kind="artifacts"
    )
    status: str | None = contract_field("The story has this status.", None, reference_kind="statuses")
    branch: Literal["merged"] | None = contract_field("The story's branch is merged.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRerun:
    """What happens when a command is run again."""

    mode: str = contract_field("How a second run is treated.", reference_kind="modes")
    done: Done | None = contract_field("When the command counts as done; without it, never.", None)
    force: str = contract_field("The flag that runs it anew all the same.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Item):
    """A slash command."""

    version: str = contract_field("Version of the command.", "")
    kind: str = contract_field("What sort of command it is.", "", pattern=NAME_PATTERN)
    arguments: Mapping[str, Argument] = contract_field(
        "What it is given, in order.", {}, accepts_names=True, ordered=True
    )
    flags: Mapping[str, Flag] = contract_field("Its switches.", {}, key_pattern=r"--[a-z][a-z-]*")
    hint: str = contract_field(
        "What is shown behind its name while it is typed; made of its arguments without it.", ""
    )
    phase: str | None = contract_field("The phase it works in.", None, reference_kind="phases")
    verdicts: str | None = contract_field("The set its verdict comes from.", None, reference_kind="verdicts")
    spawns: Mapping[str, str] = contract_field(
        "The agents it starts: part → agent.", {}, accepts_names=True, reference_kind="agents"
    )
    workers: str | None = contract_field("The worker set it runs.", None, reference_kind="worker_sets")
    hands_to: Mapping[str, str] = contract_field(
        "The commands that go on: occasion → command.", {}, reference_kind="commands"
    )
    reads: tuple[str, ...] = contract_field(
        "The artifacts it reads.", (), reference_kind="artifacts", accepts_single=True
    )
    writes: tuple[str, ...] = contract_field(
        "The artifacts it writes.", (), reference_kind="artifacts", accepts_single=True
    )
    rerun: CommandRerun | None = contract_field("What happens when it is run again.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(Item):
    """How a second run of a command is treated."""

    action: Literal["proceed", "skip", "resume", "refuse"] = contract_field(
        "What follows when the command is done."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What running a command twice means."""

    modes: Mapping[str, Mode] = contract_field("The modes a command may have.", {})
    counts: Literal["newer-than-start"] | None = contract_field(
        "Which artifact proves that a command is done: one newer than the last entry into the command's "
        "start status.",
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The phase lock: one holder for each story."""

    file: str = contract_field("Where it stands in a story's folder.")
    stale_after: Duration = contract_field("After how long without a sign of life a lock is stale.")
    wait: Duration = contract_field("How long taking it may wait.", Duration(0))
    scope: Literal["worktree", "repository"] = contract_field(
        "Within what a lock is the only one.", "worktree"
    )
    record: str = contract_field("The record that is written.", "", reference_kind="records")
