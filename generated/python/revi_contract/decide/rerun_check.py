# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decide whether a command runs again."""

from __future__ import annotations

from typing import NamedTuple

from .compiled_contract import CommandSpec, CompiledContract
from .evidence_check import EvidenceFacts, unmet_conditions
from .name_lookup import resolve_id


class RerunEvidence(NamedTuple):
    """What earlier runs left. In `facts`, `recorded` are the digests when the story last could start the command.

    `started`: there is a checkpoint to resume from.
    """

    facts: EvidenceFacts = EvidenceFacts()
    started: bool = False


class RerunCheck(NamedTuple):
    """`action` is `proceed`, `skip`, `resume` or `refuse`; `mode` is the rerun mode, "" for none."""

    action: str
    mode: str
    done: bool
    reason: str


def is_done(contract: CompiledContract, command: CommandSpec, evidence: RerunEvidence) -> bool:
    """Whether the command counts as done: it has conditions, and all of them are met."""
    conditions = command.rerun.done if command.rerun is not None else ()
    return bool(conditions) and not unmet_conditions(contract, conditions, evidence.facts)


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
