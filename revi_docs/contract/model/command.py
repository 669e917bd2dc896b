"""Slash commands, running them again, and the lock they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.item import Item
from revi_docs.contract.shape import NAME, Duration, says


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(Item):
    """What a command is given."""

    optional: bool = says("Whether it may be left out.", False)
    form: str = says("What it looks like, where its name does not say.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """A switch of a command."""

    value: str = says("The name of the value it takes.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When a command counts as done; exactly one of these."""

    artifact: str | None = says("An artifact of this kind is there.", None, ref="artifacts")
    status: str | None = says("The story has this status.", None, ref="statuses")
    branch: Literal["merged"] | None = says("The story's branch is merged.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRerun:
    """What happens when a command is run again."""

    mode: str = says("How a second run is treated.", ref="modes")
    done: Done | None = says("When the command counts as done; without it, never.", None)
    force: str = says("The flag that runs it anew all the same.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Item):
    """A slash command."""

    version: str = says("Version of the command.", "")
    kind: str = says("What sort of command it is.", "", pattern=NAME)
    arguments: Mapping[str, Argument] = says("What it is given, in order.", {}, names=True, ordered=True)
    flags: Mapping[str, Flag] = says("Its switches.", {}, keys=r"--[a-z][a-z-]*")
    hint: str = says("What is shown behind its name while it is typed; made of its arguments without it.", "")
    phase: str | None = says("The phase it works in.", None, ref="phases")
    verdicts: str | None = says("The set its verdict comes from.", None, ref="verdicts")
    spawns: Mapping[str, str] = says("The agents it starts: part → agent.", {}, names=True, ref="agents")
    workers: str | None = says("The worker set it runs.", None, ref="worker_sets")
    hands_to: Mapping[str, str] = says("The commands that go on: occasion → command.", {}, ref="commands")
    reads: tuple[str, ...] = says("The artifacts it reads.", (), ref="artifacts", many=True)
    writes: tuple[str, ...] = says("The artifacts it writes.", (), ref="artifacts", many=True)
    rerun: CommandRerun | None = says("What happens when it is run again.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(Item):
    """How a second run of a command is treated."""

    action: Literal["proceed", "skip", "resume", "refuse"] = says("What follows when the command is done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """What running a command twice means."""

    modes: Mapping[str, Mode] = says("The modes a command may have.", {})
    counts: Literal["newer-than-start"] | None = says(
        "Which artifact proves that a command is done: one newer than the last entry into the command's "
        "start status.",
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The phase lock: one holder for each story."""

    file: str = says("Where it stands in a story's folder.")
    stale_after: Duration = says("After how long without a sign of life a lock is stale.")
    wait: Duration = says("How long taking it may wait.", Duration(0))
    scope: Literal["worktree", "repository"] = says("Within what a lock is the only one.", "worktree")
    record: str = says("The record that is written.", "", ref="records")
