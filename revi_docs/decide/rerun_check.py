"""Does a command run again?"""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CommandSpec, CompiledContract, DoneCondition
from .name_lookup import resolve_id


class RerunEvidence(NamedTuple):
    """What is there. Times are milliseconds; None: there is no such artifact, or nobody knows when.

    `artifact_ms`: when the artifact that proves the command done was written; `entered_ms`: the story's last
    entry into a status in which the command starts; `started`: there is a checkpoint to go on from.
    """

    status: str = ""
    artifact_ms: int | None = None
    entered_ms: int | None = None
    merged: bool = False
    started: bool = False


class RerunCheck(NamedTuple):
    """`action` is `proceed`, `skip`, `resume` or `refuse`; `mode` is the command's own, "" for none."""

    action: str
    mode: str
    done: bool
    reason: str


def is_done(contract: CompiledContract, command: CommandSpec, evidence: RerunEvidence) -> bool:
    """Whether the command counts as done."""
    done = command.rerun.done if command.rerun is not None else None
    if done is None:
        return False
    if done.artifact is not None:
        return _has_fresh_artifact(contract, evidence)
    return evidence.merged if done.branch is not None else _has_required_status(done, evidence)


def _has_fresh_artifact(contract: CompiledContract, evidence: RerunEvidence) -> bool:
    """Whether the artifact is there and, where that counts, newer than the start."""
    if evidence.artifact_ms is None:
        return False
    if not contract.newer_than_start or evidence.entered_ms is None:
        return True
    return evidence.artifact_ms > evidence.entered_ms


def _has_required_status(done: DoneCondition, evidence: RerunEvidence) -> bool:
    return done.status == evidence.status


def check_rerun(
    contract: CompiledContract, command: str, evidence: RerunEvidence, *, force: bool = False
) -> RerunCheck:
    """What follows when the command is run now. Raises UnknownNameError.

    `force`: the command's own flag was given; a command that has none refuses it.
    """
    command_spec = contract.commands[resolve_id(contract, "command", command)]
    done = is_done(contract, command_spec, evidence)
    if command_spec.rerun is None:
        return RerunCheck("proceed", "", done, "nothing is said about running it again")
    mode = command_spec.rerun.mode
    if force and not command_spec.rerun.force:
        return RerunCheck("refuse", mode, done, "it has no flag that runs it anew")
    if force:
        return RerunCheck("proceed", mode, done, f"{command_spec.rerun.force} runs it anew")
    action = contract.modes[mode]
    if done:
        return RerunCheck(action, mode, done, "it is done")
    if action == "resume" and evidence.started:
        return RerunCheck(action, mode, done, "it was begun")
    return RerunCheck("proceed", mode, done, "it is not done")
