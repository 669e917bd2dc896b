"""A step of a story failed: what follows, and when so much has failed that a person must act.

How often a step was tried is counted from the error log; whether the circuit is open stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.decide.circuit import is_open
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.retry import RetryDecision, decide_retry
from revi_docs.records.command_errors import CommandError
from revi_docs.records.ledger import Ledger
from revi_docs.records.time_formats import format_time, now_ms, parse_time_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import LockedStory, StoryStore
from revi_docs.runtime.error_handling import error_log
from revi_docs.runtime.error_handling.circuit_breaker import is_circuit_open, last_closed_ms
from revi_docs.runtime.locks.lock_owner import parse_lock_owner
from revi_docs.runtime.moves.status_moves import MoveResult, move_by_system
from revi_docs.runtime.traces.trace_events import try_emit

CIRCUIT_OPEN_EVENT = "circuit-open"
"""The event of the transitions that a story takes by itself when its circuit opens."""

BREAK_RECOVERY = "CIRCUIT_BREAK"
"""The recovery that opens the circuit at once, however little has failed before."""


class Failure(NamedTuple):
    """What failed: the error's type, the phase, the step of it, and what was said. `owner` asks."""

    type: str
    phase: str
    node: str
    message: str
    owner: str = ""


class FailureOutcome(NamedTuple):
    """What follows: a retry after so long, the recovery, or an open circuit.

    `attempt` counts the failures of the step and `failures` those of the story since a person last closed
    its circuit, this one included; `opened`: it opened just now; `moved`: the way the story took by itself.
    """

    step: RetryDecision
    attempt: int
    failures: int
    is_open: bool
    opened: bool = False
    move_result: MoveResult | None = None
    status: str = ""


def record_failure(
    story: StoryPaths, failure: Failure, store: StoryStore | None = None, *, dry: bool = False
) -> FailureOutcome:
    """Adds the failure to the story's error log and says what follows.

    Raises RefusalError where another holds the story or a name is unknown, BrokenError where the log cannot
    be read or written.
    """
    contract = story.repository.contract
    failure = failure._replace(
        type=resolve_id(contract, "error", failure.type), phase=resolve_id(contract, "phase", failure.phase)
    )
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        _require_unlocked(locked_story, failure.owner)
        ledger, log, now = locked_story.read_ledger(), error_log.read_log(story), now_ms()
        if not ledger.status:
            raise CommandError("no-ledger", f"{story.id} has no ledger", f"see 'revi story new {story.id}'")
        outcome = _decide_outcome(story, failure, ledger, log, now)
        if dry:
            return outcome
        error_log.write_log(story, _append_error(story, log, failure, outcome, now))
        if outcome.opened:
            outcome = _open_circuit(story, failure, outcome, locked_story, now)
    try_emit(story, "error", now, _error_fields(failure, outcome))
    if outcome.opened:
        try_emit(story, "circuit_opened", now, _circuit_fields(story, failure, outcome))
    return outcome


def _require_unlocked(locked_story: LockedStory, owner: str) -> None:
    """Nobody writes down failures of a story that another holds."""
    lock = locked_story.read_lock()
    lock_owner = parse_lock_owner(lock) if lock is not None else None
    if lock_owner is not None and owner and lock_owner.owner_id != owner:
        message = f"{lock_owner.owner_id} holds the story for {lock_owner.phase} (fence {lock_owner.fence})"
        raise CommandError("lock-held", message, "see 'revi lock status'; a holder names itself by --owner")


def _decide_outcome(
    story: StoryPaths, failure: Failure, ledger: Ledger, log: Mapping[str, Any], now: int
) -> FailureOutcome:
    last_closed = last_closed_ms(ledger)
    previous_errors = [
        error for error in log.get("errors", ()) if last_closed is None or _error_ms(error) > last_closed
    ]
    same_count = sum(
        (error["type"], error["phase"], error["node"]) == failure[:3] for error in previous_errors
    )
    step = decide_retry(story.repository.contract, failure.type, same_count)
    circuit = story.repository.contract.circuit
    was_open = is_circuit_open(ledger)
    breaks = step.retry_after_ms is None and step.recovery == BREAK_RECOVERY
    opens = circuit is not None and (
        breaks or is_open(circuit, [*map(_error_ms, previous_errors), now], last_closed)
    )
    opened = opens and not was_open
    return FailureOutcome(
        step, same_count + 1, len(previous_errors) + 1, was_open or opens, opened, status=ledger.status
    )


def _error_ms(error: Mapping[str, Any]) -> int:
    return parse_time_ms(error["timestamp"]) or 0


def _append_error(
    story: StoryPaths, log: Mapping[str, Any], failure: Failure, outcome: FailureOutcome, now: int
) -> dict[str, Any]:
    """The log with one failure more."""
    timestamp = format_time(now, story.repository.zone)
    retry = story.repository.contract.errors[failure.type].retry
    error = {
        "type": failure.type,
        "phase": failure.phase,
        "node": failure.node,
        "message": failure.message,
        "retryable": outcome.step.retry_after_ms is not None and not outcome.is_open,
        "retryCount": outcome.attempt - 1,
        "maxRetries": retry.max if retry is not None else 0,
        "timestamp": timestamp,
        **({"recovery": outcome.step.recovery} if outcome.step.recovery else {}),
    }
    circuit = story.repository.contract.circuit
    header = {
        "storyId": story.id,
        "phase": failure.phase,
        "createdAt": log.get("createdAt", timestamp),
        "updatedAt": timestamp,
        "errors": [*log.get("errors", ()), error],
    }
    circuit_fields = (
        {"circuitState": circuit.states[-1 if outcome.is_open else 0]} if circuit is not None else {}
    )
    intervention_fields = {"requiresIntervention": outcome.is_open}
    note_fields = {key: log[key] for key in ("resolutionNotes",) if key in log}
    return {**header, **circuit_fields, **intervention_fields, **note_fields}


def _open_circuit(
    story: StoryPaths, failure: Failure, outcome: FailureOutcome, locked_story: LockedStory, now: int
) -> FailureOutcome:
    """Writes down that the circuit is open, and lets the story take the way that the contract has for it."""
    actor, lock = failure.owner or "revi", locked_story.read_lock()
    header = {
        "timestamp": format_time(now, story.repository.zone),
        "storyId": story.id,
        "event": "circuit-opened",
    }
    fields = {"actor": actor, "phase": failure.phase, "failures": outcome.failures}
    locked_story.append({**header, **fields, **({"fence": lock["fence"]} if lock is not None else {})})
    move_result = move_by_system(story, CIRCUIT_OPEN_EVENT, actor, locked_story)
    return outcome._replace(
        move_result=move_result, status=move_result.target if move_result is not None else outcome.status
    )


def _error_fields(failure: Failure, outcome: FailureOutcome) -> dict[str, Any]:
    """The failure as the trace tells it."""
    is_recoverable = outcome.step.retry_after_ms is not None and not outcome.is_open
    fields = {"errorType": failure.type, "message": failure.message, "phase": failure.phase}
    return {**fields, "node": failure.node, "recoverable": is_recoverable}


def _circuit_fields(story: StoryPaths, failure: Failure, outcome: FailureOutcome) -> dict[str, Any]:
    circuit = story.repository.contract.circuit
    assert circuit is not None
    counts = {"failures": outcome.failures, "windowMs": circuit.window_ms}
    return {"phase": failure.phase, **counts, "moved": outcome.move_result is not None}
