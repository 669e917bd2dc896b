# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decide whether a command runs again."""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CommandSpec, CompiledContract, ConditionSpec
from .name_lookup import resolve_id


class RerunEvidence(NamedTuple):
    """What earlier runs left. Times are in milliseconds; None means there is none, or it is unknown.

    `artifact_ms`: when the artifact that shows the command is done was written; `entered_ms`: when the story
    last entered a status in which the command starts; `started`: there is a checkpoint to resume from.
    """

    status: str = ""
    artifact_ms: int | None = None
    entered_ms: int | None = None
    merged: bool = False
    started: bool = False


class RerunCheck(NamedTuple):
    """`action` is `proceed`, `skip`, `resume` or `refuse`; `mode` is the rerun mode, "" for none."""

    action: str
    mode: str
    done: bool
    reason: str


def is_done(contract: CompiledContract, command: CommandSpec, evidence: RerunEvidence) -> bool:
    """Whether the command counts as done."""
    conditions = command.rerun.done if command.rerun is not None else ()
    return bool(conditions) and all(_is_met(contract, condition, evidence) for condition in conditions)


def _is_met(contract: CompiledContract, condition: ConditionSpec, evidence: RerunEvidence) -> bool:
    """Whether a condition is met; a kind that says nothing about earlier runs is not."""
    if condition.kind in ("artifact", "new"):
        return _has_fresh_artifact(contract, evidence)
    if condition.kind == "branch-merged":
        return evidence.merged
    return condition.kind == "status" and evidence.status in condition.names


def _has_fresh_artifact(contract: CompiledContract, evidence: RerunEvidence) -> bool:
    """Whether the artifact exists and, if the contract requires it, is newer than the command's start."""
    if evidence.artifact_ms is None:
        return False
    if not contract.newer_than_start or evidence.entered_ms is None:
        return True
    return evidence.artifact_ms > evidence.entered_ms


def check_rerun(
    contract: CompiledContract, command: str, evidence: RerunEvidence, *, force: bool = False
) -> RerunCheck:
    """What happens if the command is run now. Raises UnknownNameError.

    `force`: the command's force flag was passed; a command without such a flag rejects it.
    """
    command_spec = contract.commands[resolve_id(contract, "command", command)]
    done = is_done(contract, command_spec, evidence)
    if command_spec.rerun is None:
        return RerunCheck("proceed", "", done, "it has no rerun rule")
    mode = command_spec.rerun.mode
    if force and not command_spec.rerun.force:
        return RerunCheck("refuse", mode, done, "it has no flag that forces a rerun")
    if force:
        return RerunCheck("proceed", mode, done, f"{command_spec.rerun.force} forces a rerun")
    action = contract.modes[mode]
    if done:
        return RerunCheck(action, mode, done, "it is done")
    if action == "resume" and evidence.started:
        return RerunCheck(action, mode, done, "it was started")
    return RerunCheck("proceed", mode, done, "it is not done")
