"""Record a failed step, and decide what to do next: a retry, a recovery, or an open circuit breaker.

The error log counts the attempts of a step; the ledger records whether the circuit breaker is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.decide.circuit import is_open
from revi_docs.decide.name_lookup import canonical_names, resolve_id
from revi_docs.decide.retry import RetryDecision, decide_retry
from revi_docs.records.command_errors import CommandError
from revi_docs.records.ledger import Ledger
from revi_docs.records.time_formats import format_time, now_ms, parse_time_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths, missing_ledger_error
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.error_handling import error_log
from revi_docs.runtime.error_handling.circuit_breaker import OPENED, is_circuit_open, last_closed_ms
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.moves.status_moves import MoveResult, move_by_system
from revi_docs.runtime.traces.trace_events import try_emit

CIRCUIT_OPEN_EVENT = "circuit-open"
"""The event of the transition that revi makes when the circuit breaker of a story opens."""

BREAK_RECOVERY = "CIRCUIT_BREAK"
"""The recovery that opens the circuit breaker at once, without counting earlier failures."""


class Failure(NamedTuple):
    """A failure: the error type, the phase, the step within it, and the message. `owner` reports it."""

    type: str
    phase: str
    node: str
    message: str
    owner: str = ""


class FailureOutcome(NamedTuple):
    """What follows a failure: a retry after a delay, a recovery, or an open circuit breaker.

    `attempt` counts the failures of the step and `failures` those of the story since a person last closed the
    circuit breaker, including this one. `opened`: it opened just now; `move_result`: the move it caused.
    """

    step: RetryDecision
    attempt: int
    failures: int
    is_open: bool
    opened: bool = False
    move_result: MoveResult | None = None
    status: str = ""


def record_failure(story: StoryPaths, failure: Failure, *, dry: bool = False) -> FailureOutcome:
    """Append the failure to the error log and return what follows.

    Raises CommandError if another owner locked the story or a name is unknown, UnavailableError if the error
    log cannot be read or written.
    """
    contract = story.repository.contract
    failure = failure._replace(
        type=resolve_id(contract, "error", failure.type), phase=resolve_id(contract, "phase", failure.phase)
    )
    with exclusive_access(story):
        owner = _require_unlocked(story, failure.owner)
        ledger, log, now = story_ledger(story), error_log.read_log(story), now_ms()
        if not ledger.status:
            raise missing_ledger_error(story)
        outcome = _decide_outcome(story, failure, ledger, log, now)
        if dry:
            return outcome
        with all_or_nothing(story) as changes:
            changes.replacing(error_log.log_path(story))
            # Before the circuit breaker opens: an open one without its last error could not be explained.
            error_log.write_log(story, _append_error(story, log, failure, outcome, now))
            if outcome.opened:
                fields = {"actor": failure.owner or "revi", "phase": failure.phase, "failures": outcome.failures}
                fields |= {"fence": owner.fence} if owner is not None else {}
                changes.created(append_entry(story, OPENED, now, fields))
                outcome = _move_after_opening(story, failure, outcome)
    try_emit(story, "error", now, _error_fields(failure, outcome))
    if outcome.opened:
        try_emit(story, "circuit_opened", now, _circuit_fields(story, failure, outcome))
    return outcome


def _require_unlocked(story: StoryPaths, owner_id: str) -> LockOwner | None:
    """The owner of the lock. Raises CommandError if it is not the one that reports the failure."""
    owner = current_owner(story)
    if owner is not None and owner_id and owner.owner_id != owner_id:
        fix = f"see 'revi plumbing lock status {story.id}'; the owner of the lock passes its id with --owner"
        raise CommandError("lock-held", f"{story.id} is locked by {owner}", fix)
    return owner


def _decide_outcome(
    story: StoryPaths, failure: Failure, ledger: Ledger, log: Mapping[str, Any], now: int
) -> FailureOutcome:
    last_closed = last_closed_ms(ledger)
    contract = story.repository.contract
    # The log keeps the names of its time; failures of a renamed step are counted together.
    current_log: Mapping[str, Any] = canonical_names(contract, contract.records[error_log.LOG_RECORD], log).record
    previous_errors = [
        error for error in current_log.get("errors", ()) if last_closed is None or _error_ms(error) > last_closed
    ]
    same_count = sum((error["type"], error["phase"], error["node"]) == failure[:3] for error in previous_errors)
    step = decide_retry(contract, failure.type, same_count)
    circuit = contract.circuit
    was_open = is_circuit_open(ledger)
    # The recovery counts only when no retry is left.
    breaks = step.retry_after_ms is None and step.recovery == BREAK_RECOVERY
    opens = circuit is not None and (breaks or is_open(circuit, [*map(_error_ms, previous_errors), now], last_closed))
    opened = opens and not was_open
    return FailureOutcome(
        step, same_count + 1, len(previous_errors) + 1, was_open or opens, opened, status=ledger.status
    )


def _error_ms(error: Mapping[str, Any]) -> int:
    return parse_time_ms(error["timestamp"]) or 0


def _append_error(
    story: StoryPaths, log: Mapping[str, Any], failure: Failure, outcome: FailureOutcome, now: int
) -> dict[str, Any]:
    """The log with the failure appended."""
    timestamp = format_time(now, story.repository.zone)
    retry = story.repository.contract.errors[failure.type].retry
    circuit = story.repository.contract.circuit
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
    return {
        "storyId": story.id,
        "phase": failure.phase,
        "createdAt": log.get("createdAt", timestamp),
        "updatedAt": timestamp,
        "errors": [*log.get("errors", ()), error],
        **({"circuitState": circuit.states[-1 if outcome.is_open else 0]} if circuit is not None else {}),
        "requiresIntervention": outcome.is_open,
        **{key: log[key] for key in ("resolutionNotes",) if key in log},
    }


def _move_after_opening(story: StoryPaths, failure: Failure, outcome: FailureOutcome) -> FailureOutcome:
    """Make the move that the contract defines for an open circuit breaker."""
    result = move_by_system(story, CIRCUIT_OPEN_EVENT, failure.owner or "revi")
    return outcome._replace(move_result=result, status=result.target if result is not None else outcome.status)


def _error_fields(failure: Failure, outcome: FailureOutcome) -> dict[str, Any]:
    """The fields of the trace event."""
    is_recoverable = outcome.step.retry_after_ms is not None and not outcome.is_open
    fields = {"errorType": failure.type, "message": failure.message, "phase": failure.phase}
    return {**fields, "node": failure.node, "recoverable": is_recoverable}


def _circuit_fields(story: StoryPaths, failure: Failure, outcome: FailureOutcome) -> dict[str, Any]:
    circuit = story.repository.contract.circuit
    assert circuit is not None
    counts = {"failures": outcome.failures, "windowMs": circuit.window_ms}
    return {"phase": failure.phase, **counts, "moved": outcome.move_result is not None}
