"""The phase lock of a story: acquire, renew, release and break it.

A story has at most one owner at a time. Every takeover increments the fencing token, and every command that
changes a story rejects a request with an older token. What an agent edits directly is not protected.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.fencing import highest_fence
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState
from revi_docs.runtime.locks.lock_owner import LockOwner, claim_owner, new_lock_owner, renewed_owner
from revi_docs.runtime.locks.process_identity import ProcessIdentity, current_identity
from revi_docs.runtime.traces.trace_events import try_emit

_HEARTBEATS = 10
"""Heartbeats in the time after which a lock is stale. Arbitrary: a few can be lost, and each may be a push."""

_POLL_SECONDS = 0.05
"""Seconds between two attempts to acquire a lock. Arbitrary: phases take minutes."""


class Lock(NamedTuple):
    """An acquired lock. `previous` is the owner it was taken over from, for `takeover_reason`.

    `renewed`: the caller already owned it. `unmerged`: what the last owner wrote, and this branch lacks; "" for
    nothing.
    """

    owner: LockOwner
    previous: LockOwner | None = None
    takeover_reason: str = ""
    renewed: bool = False
    unmerged: str = ""


class LockRequest(NamedTuple):
    """Who requests a lock, and for which phase and command. `wait_ms` None: as long as `locks.wait`."""

    identity: ProcessIdentity
    phase: str
    command: str = ""
    wait_ms: int | None = None


class BreakRequest(NamedTuple):
    """A person who breaks the lock with this fencing token, and the reason."""

    fence: int
    actor: str
    reason: str


def acquire(story: StoryPaths, request: LockRequest) -> Lock:
    """Acquire the lock of a story, waiting if another owner has it.

    The same owner gets the same fencing token again. Raises CommandError if another owner keeps the lock,
    UnavailableError if the claim cannot be read or stored.
    """
    repository = story.repository
    phase = resolve_id(repository.contract, "phase", request.phase)
    request = request._replace(phase=phase, command=_phase_command(repository, request.command, phase))
    wait_ms = request.wait_ms if request.wait_ms is not None else repository.locks.wait_ms or 0
    deadline = time.monotonic() + wait_ms / 1000
    while True:
        with exclusive_access(story):
            lock, owner = _try_acquire(story, request)
        if lock is not None:
            return lock
        if owner is not None and time.monotonic() >= deadline:
            fix = f"wait until it is released; 'revi plumbing lock status {story.id}' shows the owner"
            raise CommandError("lock-held", _describe_lock(story, owner), fix)
        # Outside of exclusive access, so that the owner can release the lock.
        time.sleep(_POLL_SECONDS)


def _try_acquire(story: StoryPaths, request: LockRequest) -> tuple[Lock | None, LockOwner | None]:
    """The lock, or its current owner. Neither if another machine changed the claim at the same moment."""
    now, state = now_ms(), story.repository.claims.read(story.id)
    previous = claim_owner(state)
    if previous is not None and previous.owner_id == request.identity.owner_id:
        if previous.phase != request.phase:
            message = f"{story.id} is locked by {previous}"
            raise CommandError(
                "locked-for-other-phase", message, f"run 'revi plumbing lock release {story.id} --status RESULT' first"
            )
        renewed = renewed_owner(previous, request.identity, now)._replace(command=request.command)
        return (Lock(renewed, renewed=True) if _swap(story, state, renewed) else None), None
    stale_reason = previous.stale_reason(now, story.repository.locks.stale_after_ms) if previous else ""
    if previous is not None and not stale_reason:
        return None, previous
    # The ledger counts, too: a new clone has no guard, and no token may be issued twice.
    fence = highest_fence(story) + 1
    owner = new_lock_owner(request.phase, request.command, request.identity, fence, now)
    if not _swap(story, state, owner):
        return None, None
    # Before exclusive access ends, so that the trace has the locks in the order of their tokens.
    fields = {"phase": owner.phase, "owner": owner.owner_id, "fence": owner.fence}
    try_emit(story, "lock_taken", now, {**fields, "takenOver": previous is not None})
    try_emit(story, "phase_start", now, {"phase": owner.phase})
    return Lock(owner, previous, stale_reason, unmerged=_unmerged_entries(story, state)), None


def _swap(story: StoryPaths, state: ClaimState, owner: LockOwner) -> bool:
    """Store an owner; False if the claim is no longer in that state."""
    change = ClaimChange(max(state.fence, owner.fence), owner.to_record(story.repository))
    return story.repository.claims.compare_and_swap(story.id, state, change) is not None


def _free(story: StoryPaths, state: ClaimState) -> None:
    """Store a free lock, with the newest entries of the ledger as this owner sees them."""
    ledger, statuses = story_ledger(story), story.repository.contract.statuses
    handover = {"host": os.uname().nodename, "entries": [entry.id for entry in ledger.tips]}
    is_final = ledger.status in statuses and statuses[ledger.status].terminal
    change = ClaimChange(state.fence, None, handover, is_final)
    _require_swap(story, story.repository.claims.compare_and_swap(story.id, state, change) is not None)


def _unmerged_entries(story: StoryPaths, state: ClaimState) -> str:
    """The ledger entries that the last owner saw and that are not on this branch, with its machine; "" for none."""
    handover = state.handover or {}
    entry_ids, entries = {entry.id for entry in story_ledger(story).entries}, handover.get("entries")
    missing = [str(entry) for entry in entries if entry not in entry_ids] if isinstance(entries, list) else []
    return f"{', '.join(missing)} of {handover.get('host')}" if missing else ""


def _require_swap(story: StoryPaths, swapped: bool) -> None:
    if not swapped:
        message = f"the lock of {story.id} was changed at the same moment"
        raise CommandError("story-busy", message, "run the command again")


def _phase_command(repository: Repository, command: str, phase: str) -> str:
    """The command that works under the lock. Raises CommandError if the phase has several."""
    if command:
        return resolve_id(repository.contract, "command", command)
    names = [name for name, facts in repository.contract.commands.items() if facts.phase == phase]
    if len(names) != 1:
        fix = f"add --command {'|'.join(names)}" if names else "add --command COMMAND"
        raise CommandError("ambiguous-command", f"{len(names) or 'no'} commands belong to {phase}", fix)
    return names[0]


def renew(story: StoryPaths, owner_id: str) -> LockOwner:
    """Send a heartbeat. Raises CommandError if the lock is free or has another owner."""
    with exclusive_access(story):
        state, owner = require_owner(story, owner_id)
        renewed = renewed_owner(owner, current_identity(owner_id), now_ms())
        # Each heartbeat may be a push, so a recent one is not repeated.
        is_recent = renewed.heartbeat_ms - owner.heartbeat_ms < story.repository.locks.stale_after_ms / _HEARTBEATS
        if is_recent and renewed._replace(heartbeat_ms=owner.heartbeat_ms) == owner:
            return owner
        _require_swap(story, _swap(story, state, renewed))
    return renewed


def release(story: StoryPaths, owner_id: str, status: str) -> LockOwner:
    """Release the lock; its phase ends with the status in the trace. Raises as `renew` does."""
    with exclusive_access(story):
        state, owner = require_owner(story, owner_id)
        _free(story, state)
    now = now_ms()
    fields = {"phase": owner.phase, "status": status, "durationMs": max(now - owner.started_ms, 0)}
    try_emit(story, "phase_complete", now, fields)
    try_emit(story, "lock_released", now, {"phase": owner.phase, "owner": owner_id, "fence": owner.fence})
    return owner


def break_lock(story: StoryPaths, request: BreakRequest) -> LockOwner:
    """Force-release a lock, with an entry in the ledger. Raises CommandError if the lock has changed hands."""
    with exclusive_access(story):
        state = story.repository.claims.read(story.id)
        owner, now = claim_owner(state), now_ms()
        if owner is None:
            message = f"{story.id} is not locked; there is nothing to break"
            raise CommandError("not-locked", message, "continue; no action is needed")
        if owner.fence != request.fence:
            message = f"the fencing token of the lock is {owner.fence}, not {request.fence}"
            fix = f"check the owner with 'revi plumbing lock status {story.id}', then use --fence {owner.fence}"
            raise CommandError("fence-differs", message, fix)
        fields = {"phase": owner.phase, "owner": owner.owner_id, "fence": owner.fence}
        fields |= {"actor": request.actor, "reason": request.reason}
        # The entry first: if the process stops between the two, the same call frees the lock, without another entry.
        with all_or_nothing(story) as changes:
            if not _is_recorded(story, "lock-broken", fields):
                changes.created(append_entry(story, "lock-broken", now, fields))
            _free(story, state)
    try_emit(story, "lock_broken", now, fields)
    return owner


def _is_recorded(story: StoryPaths, event: str, fields: Mapping[str, object]) -> bool:
    """Whether the ledger has an entry with these fields; a fencing token makes them unique."""
    return any(
        entry.event == event and all(entry.fields.get(name) == value for name, value in fields.items())
        for entry in story_ledger(story).entries
    )


def require_owner(story: StoryPaths, owner_id: str) -> tuple[ClaimState, LockOwner]:
    """The claim and its owner. Raises CommandError if the lock is free or has another owner."""
    state = story.repository.claims.read(story.id)
    owner = claim_owner(state)
    if owner is None or owner.owner_id != owner_id:
        message = _describe_lock(story, owner) if owner is not None else f"{story.id} is not locked"
        raise CommandError("lock-not-held", message, f"run 'revi plumbing lock acquire {story.id} --phase PHASE' first")
    return state, owner


def _describe_lock(story: StoryPaths, owner: LockOwner) -> str:
    started_at = format_time(owner.started_ms, story.repository.zone)
    since = f"since {started_at} (fencing token {owner.fence})"
    return f"{story.id} is locked by {owner.owner_id} for {owner.phase} {since}"
