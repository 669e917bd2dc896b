"""Slash commands, their reruns, and the phase lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from revi_docs.contract.model.condition import Condition
from revi_docs.contract.model.declarations import (
    NAME_PATTERN,
    TYPED_NAME_PATTERN,
    Duration,
    PlatformValue,
    contract_field,
)
from revi_docs.contract.model.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument(Item):
    """An argument of a command."""

    optional: bool = contract_field("Whether the argument is optional.", False)
    form: str = contract_field("Its form in the usage text, if it differs from its name.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """A flag of a command."""

    value: str = contract_field("The name of its value; a flag without it takes none.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRerun:
    """What happens when a command runs again."""

    mode: str = contract_field("The rerun mode of the command.", reference_kind="modes")
    done: tuple[Condition, ...] = contract_field(
        "The conditions under which the command counts as done; never if there are none.", (), accepts_single=True
    )
    force: str = contract_field("The flag that runs it again in spite of the mode.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Item):
    """A slash command."""

    when: str = contract_field("When it is used, in the third person.", "", prose=True)
    version: str = contract_field("The version of the command.", "")
    kind: str = contract_field("The kind of command, such as `orchestrator` or `utility`.", "", pattern=NAME_PATTERN)
    arguments: Mapping[str, Argument] = contract_field("Its arguments, in order.", {}, accepts_names=True, ordered=True)
    flags: Mapping[str, Flag] = contract_field("Its flags.", {}, key_pattern=r"--[a-z][a-z-]*")
    hint: str = contract_field("The argument hint in the editor; built from the arguments if not set.", "")
    phase: str | None = contract_field("The phase to which its work belongs.", None, reference_kind="phases")
    verdicts: str | None = contract_field("The set of verdicts that it can return.", None, reference_kind="verdicts")
    spawns: Mapping[str, str] = contract_field(
        "The agents that it starts: role → agent.",
        {},
        accepts_names=True,
        reference_kind="agents",
        key_pattern=TYPED_NAME_PATTERN,
    )
    workers: str | None = contract_field("The worker set that it runs.", None, reference_kind="worker_sets")
    hands_to: Mapping[str, str] = contract_field(
        "The commands that continue the work: occasion → command.", {}, reference_kind="commands"
    )
    reads: tuple[str, ...] = contract_field(
        "The artifacts that it reads.", (), reference_kind="artifacts", accepts_single=True
    )
    writes: tuple[str, ...] = contract_field(
        "The artifacts that it writes.", (), reference_kind="artifacts", accepts_single=True
    )
    rerun: CommandRerun | None = contract_field("What happens when it runs again.", None)
    claude: Mapping[str, PlatformValue] = contract_field(
        "More front-matter fields for Claude Code, such as `effort` or `context`.", {}, ordered=True, prose=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode(Item):
    """A rerun mode: what a second run of a command does."""

    action: Literal["proceed", "skip", "resume", "refuse"] = contract_field(
        "What a second run does if the command is done."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """Reruns: what happens when a command runs a second time."""

    modes: Mapping[str, Mode] = contract_field("The modes that a command can have.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Where it is recorded who works on a story: on one machine, or for all machines of a team."""

    store: Literal["files", "git", "postgres"] = contract_field(
        "The store: `files` of one machine, refs of a `git` remote, or a `postgres` database whose address is in "
        "`REVI_CLAIMS_URL`.",
        "files",
    )
    remote: str = contract_field("The git remote that stores the claims.", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """The phase lock: at most one owner for each story."""

    file: str = contract_field("The path of the lock file in the story's folder.", path_form="path")
    stale_after: Duration = contract_field("The time without a heartbeat after which a lock is stale.")
    wait: Duration = contract_field("How long to wait for the lock.", Duration(0))
    scope: Literal["worktree", "repository"] = contract_field(
        "Where the lock is exclusive: in one worktree or in the whole repository.", "worktree"
    )
    record: str = contract_field("The record of the lock.", "", reference_kind="records")
