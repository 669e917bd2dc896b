"""Begin the run of a command on a story: status, rerun decision, evidence, lock, token count, first move."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import done_before
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.usage_records import start_count
from revi_docs.runtime.command_runs.run_status import require_work_status
from revi_docs.runtime.locks.phase_locks import Lock, LockRequest, acquire
from revi_docs.runtime.locks.process_identity import ProcessIdentity
from revi_docs.runtime.moves.command_moves import starting_move
from revi_docs.runtime.moves.requirements import UnmetRequirementsError, unmet_reasons
from revi_docs.runtime.moves.reruns import RerunDecision, decide_rerun, record_rerun
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult, move


class RunStart(NamedTuple):
    """What begin did. `decision` says whether the command runs; if not, nothing else was done.

    `lock` and `move` are None if the contract has no lock for the phase, or the story is in its status already.
    """

    command: str
    decision: RerunDecision
    lock: Lock | None = None
    move: MoveResult | None = None


class BeginRequest(NamedTuple):
    """The command to run, and who runs it. `force`: run it again in spite of its rerun mode."""

    command: str
    identity: ProcessIdentity
    force: bool = False
    actor: str = ""
    wait_ms: int | None = None


def begin_run(story: StoryPaths, request: BeginRequest, *, dry: bool = False) -> RunStart:
    """Begin a run. It can be repeated: the lock is renewed, and a move that was made is not made again.

    Raises CommandError if the story has another status, is locked by another owner, or lacks what the first
    move requires.
    """
    repository = story.repository
    command = resolve_id(repository.contract, "command", request.command)
    story.require(command)
    decision = decide_rerun(story, command, force=request.force)
    status = require_work_status(story, command) if decision.runs else ""
    transition = starting_move(repository.contract, command, status)
    if not decision.runs or dry:
        return RunStart(command, decision)
    owner = request.identity.owner_id
    if transition is not None:
        facts = MoveFacts(command, status, transition.target, actor=request.actor)
        # Before the lock: a story that lacks something stays free.
        reasons = unmet_reasons(story, story_ledger(story), facts)
        if reasons:
            raise UnmetRequirementsError(story.id, facts, reasons)
    first_move = MoveRequest(transition.target, command, transition.event or "", owner=owner) if transition else None
    record_rerun(story, command, request.actor or owner, force=request.force)
    phase = repository.contract.commands[command].phase
    lock = None
    if phase is not None and repository.has_locks:
        lock = acquire(story, LockRequest(request.identity, phase, command, request.wait_ms))
    budgets = repository.contract.budgets
    act = f"{story.id} is locked for {phase}" if lock else f"/{command} was permitted to run"
    with done_before(act, f"run 'revi begin {story.id} {command}' again, which continues"):
        if phase is not None and budgets is not None and phase in budgets.phases and (lock or story.exists):
            start_count(story, PhaseRef(phase, command))
        # The status may have changed while this process waited for the lock.
        is_moved = first_move is not None and story_ledger(story).status == status
        return RunStart(command, decision, lock, move(story, first_move) if first_move and is_moved else None)
