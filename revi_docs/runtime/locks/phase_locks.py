"""The phase lock of a story: one holder at a time, and a fence that rises from holder to holder.

The lock is an understanding between those who call `revi`: every command that changes a story refuses a fence
that is older than the highest one. What an agent edits directly is outside of it.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import LockedStory, StoryStore
from revi_docs.runtime.locks.lock_owner import DEFAULT_STALE_MS, LockOwner, new_lock_owner, parse_lock_owner
from revi_docs.runtime.locks.process_identity import ProcessIdentity
from revi_docs.runtime.traces.trace_events import try_emit

_POLL_SECONDS = 0.05


class Lock(NamedTuple):
    """A lock that was taken: `before` is the holder it was taken from, `why` why that one no longer counts.

    `again`: this owner held it already.
    """

    owner: LockOwner
    previous: LockOwner | None = None
    takeover_reason: str = ""
    renewed: bool = False


class LockRequest(NamedTuple):
    """Who asks for a lock, for which phase and command. `wait_ms` None: as long as the contract says."""

    identity: ProcessIdentity
    phase: str
    command: str = ""
    wait_ms: int | None = None


def acquire(story: StoryPaths, request: LockRequest, store: StoryStore | None = None) -> Lock:
    """Takes the lock of a story, after a bounded wait. Asking again as the same owner gives the same fence.

    Raises RefusalError where another holds it, BrokenError where nobody can tell or it cannot be kept.
    """
    repository = story.repository
    phase = resolve_id(repository.contract, "phase", request.phase)
    command = _phase_command(repository, request.command, phase)
    locks = repository.data["locks"] or {}
    default_wait_ms = locks.get("wait_ms") or 0
    deadline = time.monotonic() + (default_wait_ms if request.wait_ms is None else request.wait_ms) / 1000
    while True:
        with (store or FileStore(repository)).lock(story.id) as locked_story:
            lock, lock_owner = _try_acquire(
                story, locked_story, request._replace(phase=phase, command=command)
            )
        if lock is not None:
            return lock
        if lock_owner is not None and time.monotonic() >= deadline:
            raise CommandError(
                "lock-held",
                _describe_lock(repository, lock_owner),
                f"wait, or see 'revi lock status {story.id}'",
            )
        time.sleep(_POLL_SECONDS)


def _try_acquire(
    story: StoryPaths, locked_story: LockedStory, request: LockRequest
) -> tuple[Lock | None, LockOwner | None]:
    """The lock, or who holds it."""
    now, record = now_ms(), locked_story.read_lock()
    previous = parse_lock_owner(record) if record is not None else None
    if previous is not None and previous.owner_id == request.identity.owner_id:
        if previous.phase != request.phase:
            message = f"{request.identity.owner_id} holds the story for {previous.phase}"
            raise CommandError(
                "locked-for-other-phase", message, f"call 'revi lock release {story.id}' first"
            )
        renewed = previous._replace(heartbeat_ms=max(now, previous.heartbeat_ms), command=request.command)
        locked_story.write_lock(renewed.to_record(story.repository))
        return Lock(renewed, renewed=True), None
    stale_after = (story.repository.data["locks"] or {}).get("stale_after_ms") or DEFAULT_STALE_MS
    stale_reason = previous.stale_reason(now, stale_after) if previous is not None else ""
    if previous is not None and not stale_reason:
        return None, previous
    lock_owner = new_lock_owner(
        request.phase, request.command, request.identity, locked_story.next_fence(), now
    )
    locked_story.write_lock(lock_owner.to_record(story.repository))
    fields = {"phase": lock_owner.phase, "owner": lock_owner.owner_id, "fence": lock_owner.fence}
    try_emit(story, "lock_taken", now, {**fields, "takenOver": previous is not None})
    try_emit(story, "phase_start", now, {"phase": lock_owner.phase})
    return Lock(lock_owner, previous, stale_reason), None


def _phase_command(repository: Repository, command: str, phase: str) -> str:
    """The command that works under the lock. Raises RefusalError where it has to be said."""
    if command:
        return resolve_id(repository.contract, "command", command)
    names = [name for name, facts in repository.contract.commands.items() if facts.phase == phase]
    if len(names) != 1:
        raise CommandError(
            "ambiguous-command", f"several commands work in {phase}", f"add --command {'|'.join(names)}"
        )
    return names[0]


def renew(story: StoryPaths, owner_id: str, store: StoryStore | None = None) -> LockOwner:
    """Gives a sign of life. Raises RefusalError where somebody else holds the lock, or nobody."""
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        lock_owner = require_owner(story, locked_story, owner_id)
        lock_owner = lock_owner._replace(heartbeat_ms=max(now_ms(), lock_owner.heartbeat_ms))
        locked_story.write_lock(lock_owner.to_record(story.repository))
    return lock_owner


def release(story: StoryPaths, owner_id: str, status: str, store: StoryStore | None = None) -> LockOwner:
    """Gives the lock back and ends the phase with a status of the trace. Raises as `renew` does."""
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        lock_owner = require_owner(story, locked_story, owner_id)
        locked_story.write_lock(None)
    now = now_ms()
    duration_ms = max(now - lock_owner.started_ms, 0)
    try_emit(
        story, "phase_complete", now, {"phase": lock_owner.phase, "status": status, "durationMs": duration_ms}
    )
    try_emit(
        story, "lock_released", now, {"phase": lock_owner.phase, "owner": owner_id, "fence": lock_owner.fence}
    )
    return lock_owner


class BreakRequest(NamedTuple):
    """A person breaks a lock: which one, by its fence, who does it, and why."""

    fence: int
    actor: str
    reason: str


def break_lock(story: StoryPaths, request: BreakRequest, store: StoryStore | None = None) -> LockOwner:
    """Frees a lock that somebody holds, by a person. Raises RefusalError where it is another lock by now."""
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        record = locked_story.read_lock()
        if record is None:
            raise CommandError("not-locked", "nobody holds the story", "go on")
        lock_owner, now = parse_lock_owner(record), now_ms()
        if lock_owner.fence != request.fence:
            message = f"the lock has the fence {lock_owner.fence}, not {request.fence}"
            raise CommandError("fence-differs", message, f"look again: 'revi lock status {story.id}'")
        entry = {
            "timestamp": format_time(now, story.repository.zone),
            "storyId": story.id,
            "event": "lock-broken",
            "actor": request.actor,
            "reason": request.reason,
            "phase": lock_owner.phase,
            "owner": lock_owner.owner_id,
            "fence": lock_owner.fence,
        }
        locked_story.append(entry)
        locked_story.write_lock(None)
    fields = {name: entry[name] for name in ("phase", "owner", "fence", "actor", "reason")}
    try_emit(story, "lock_broken", now, fields)
    return lock_owner


def current_owner(story: StoryPaths, store: StoryStore | None = None) -> LockOwner | None:
    """Who holds the story now; None where nobody does. Waits for nobody."""
    record = (store or FileStore(story.repository)).read_lock(story.id)
    return parse_lock_owner(record) if record is not None else None


def require_owner(story: StoryPaths, locked_story: LockedStory, owner_id: str) -> LockOwner:
    """The holder, if it is this owner. Raises RefusalError where it is another, or nobody."""
    record = locked_story.read_lock()
    lock_owner = parse_lock_owner(record) if record is not None else None
    if lock_owner is None or lock_owner.owner_id != owner_id:
        message = (
            _describe_lock(story.repository, lock_owner)
            if lock_owner is not None
            else "nobody holds the story"
        )
        raise CommandError("lock-not-held", message, f"call 'revi lock acquire {story.id}' first")
    return lock_owner


def _describe_lock(repository: Repository, lock_owner: LockOwner) -> str:
    started_at = format_time(lock_owner.started_ms, repository.zone)
    return f"{lock_owner.owner_id} holds the story for {lock_owner.phase} since {started_at} (fence {lock_owner.fence})"
