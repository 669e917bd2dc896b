"""A step of a story failed: what follows, and when so much has failed that a person must act.

How often a step was tried is counted from the error log; whether the circuit is open stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.decide.circuit import is_open
from revi_docs.decide.names import known
from revi_docs.decide.retry import Step, after_error
from revi_docs.records.ledger import Ledger
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms, read_ms, written
from revi_docs.runtime import error_log
from revi_docs.runtime.circuits import closed_ms, stands_open
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.holder import holder_of
from revi_docs.runtime.moves import Moved, move_by_system
from revi_docs.runtime.store import Held, Store
from revi_docs.runtime.traces import note
from revi_docs.runtime.workflow import StoryPaths

EVENT = "circuit-open"
"""The event of the transitions that a story takes by itself when its circuit opens."""

BREAKS = "CIRCUIT_BREAK"
"""The recovery that opens the circuit at once, however little has failed before."""


class Failure(NamedTuple):
    """What failed: the error's type, the phase, the step of it, and what was said. `owner` asks."""

    type: str
    phase: str
    node: str
    message: str
    owner: str = ""


class Followed(NamedTuple):
    """What follows: a retry after so long, the recovery, or an open circuit.

    `attempt` counts the failures of the step and `failures` those of the story since a person last closed
    its circuit, this one included; `opened`: it opened just now; `moved`: the way the story took by itself.
    """

    step: Step
    attempt: int
    failures: int
    is_open: bool
    opened: bool = False
    moved: Moved | None = None
    status: str = ""


def record(story: StoryPaths, failure: Failure, store: Store | None = None, *, dry: bool = False) -> Followed:
    """Adds the failure to the story's error log and says what follows.

    Raises RefusalError where another holds the story or a name is unknown, BrokenError where the log cannot
    be read or written.
    """
    contract = story.workflow.contract
    failure = failure._replace(
        type=known(contract, "error", failure.type), phase=known(contract, "phase", failure.phase)
    )
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        _need_free(held, failure.owner)
        ledger, log, now = held.ledger(), error_log.read(story), now_ms()
        if not ledger.status:
            raise RefusalError("no-ledger", f"{story.id} has no ledger", f"see 'revi story new {story.id}'")
        follows = _decided(story, failure, ledger, log, now)
        if dry:
            return follows
        error_log.write(story, _with(story, log, failure, follows, now))
        if follows.opened:
            follows = _open(story, failure, follows, held, now)
    note(story, "error", now, _event(failure, follows))
    if follows.opened:
        note(story, "circuit_opened", now, _opening(story, failure, follows))
    return follows


def _need_free(held: Held, owner: str) -> None:
    """Nobody writes down failures of a story that another holds."""
    lock = held.lock()
    holder = holder_of(lock) if lock is not None else None
    if holder is not None and owner and holder.owner != owner:
        what = f"{holder.owner} holds the story for {holder.phase} (fence {holder.fence})"
        raise RefusalError("lock-held", what, "see 'revi lock status'; a holder names itself by --owner")


def _decided(
    story: StoryPaths, failure: Failure, ledger: Ledger, log: Mapping[str, Any], now: int
) -> Followed:
    closed = closed_ms(ledger)
    before = [one for one in log.get("errors", ()) if closed is None or _at(one) > closed]
    same = sum((one["type"], one["phase"], one["node"]) == failure[:3] for one in before)
    step = after_error(story.workflow.contract, failure.type, same)
    circuit = story.workflow.contract.circuit
    was_open = stands_open(ledger)
    breaks = step.retry_after_ms is None and step.recovery == BREAKS
    opens = circuit is not None and (breaks or is_open(circuit, [*map(_at, before), now], closed))
    opened = opens and not was_open
    return Followed(step, same + 1, len(before) + 1, was_open or opens, opened, status=ledger.status)


def _at(one: Mapping[str, Any]) -> int:
    return read_ms(one["timestamp"]) or 0


def _with(
    story: StoryPaths, log: Mapping[str, Any], failure: Failure, follows: Followed, now: int
) -> dict[str, Any]:
    """The log with one failure more."""
    at = written(now, story.workflow.zone)
    retry = story.workflow.contract.errors[failure.type].retry
    one = {
        "type": failure.type,
        "phase": failure.phase,
        "node": failure.node,
        "message": failure.message,
        "retryable": follows.step.retry_after_ms is not None and not follows.is_open,
        "retryCount": follows.attempt - 1,
        "maxRetries": retry.max if retry is not None else 0,
        "timestamp": at,
        **({"recovery": follows.step.recovery} if follows.step.recovery else {}),
    }
    circuit = story.workflow.contract.circuit
    made = {
        "storyId": story.id,
        "phase": failure.phase,
        "createdAt": log.get("createdAt", at),
        "updatedAt": at,
        "errors": [*log.get("errors", ()), one],
    }
    state = {"circuitState": circuit.states[-1 if follows.is_open else 0]} if circuit is not None else {}
    needs = {"requiresIntervention": follows.is_open}
    notes = {key: log[key] for key in ("resolutionNotes",) if key in log}
    return {**made, **state, **needs, **notes}


def _open(story: StoryPaths, failure: Failure, follows: Followed, held: Held, now: int) -> Followed:
    """Writes down that the circuit is open, and lets the story take the way that the contract has for it."""
    actor, lock = failure.owner or "revi", held.lock()
    head = {"timestamp": written(now, story.workflow.zone), "storyId": story.id, "event": "circuit-opened"}
    said = {"actor": actor, "phase": failure.phase, "failures": follows.failures}
    held.append({**head, **said, **({"fence": lock["fence"]} if lock is not None else {})})
    moved = move_by_system(story, EVENT, actor, held)
    return follows._replace(moved=moved, status=moved.target if moved is not None else follows.status)


def _event(failure: Failure, follows: Followed) -> dict[str, Any]:
    """The failure as the trace tells it."""
    again = follows.step.retry_after_ms is not None and not follows.is_open
    said = {"errorType": failure.type, "message": failure.message, "phase": failure.phase}
    return {**said, "node": failure.node, "recoverable": again}


def _opening(story: StoryPaths, failure: Failure, follows: Followed) -> dict[str, Any]:
    circuit = story.workflow.contract.circuit
    assert circuit is not None
    counts = {"failures": follows.failures, "windowMs": circuit.window_ms}
    return {"phase": failure.phase, **counts, "moved": follows.moved is not None}
