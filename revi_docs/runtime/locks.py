"""The phase lock of a story: one holder at a time, and a fence that rises from holder to holder.

The lock is an understanding between those who call `revi`: every command that changes a story refuses a fence
that is older than the highest one. What an agent edits directly is outside of it.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from revi_docs.decide.names import known
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms, written
from revi_docs.runtime.caller import Caller
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.holder import STALE_MS, Holder, holder_of, new_holder
from revi_docs.runtime.store import Held, Store
from revi_docs.runtime.traces import note
from revi_docs.runtime.workflow import StoryPaths, Workflow

_PAUSE = 0.05


class Lock(NamedTuple):
    """A lock that was taken: `before` is the holder it was taken from, `why` why that one no longer counts.

    `again`: this owner held it already.
    """

    holder: Holder
    before: Holder | None = None
    why: str = ""
    again: bool = False


class Asked(NamedTuple):
    """Who asks for a lock, for which phase and command. `wait_ms` None: as long as the contract says."""

    who: Caller
    phase: str
    command: str = ""
    wait_ms: int | None = None


def acquire(story: StoryPaths, asked: Asked, store: Store | None = None) -> Lock:
    """Takes the lock of a story, after a bounded wait. Asking again as the same owner gives the same fence.

    Raises RefusalError where another holds it, BrokenError where nobody can tell or it cannot be kept.
    """
    workflow = story.workflow
    phase = known(workflow.contract, "phase", asked.phase)
    command = _command(workflow, asked.command, phase)
    locks = workflow.data["locks"] or {}
    usual = locks.get("wait_ms") or 0
    deadline = time.monotonic() + (usual if asked.wait_ms is None else asked.wait_ms) / 1000
    while True:
        with (store or FileStore(workflow)).hold(story.id) as held:
            taken, holder = _try(story, held, asked._replace(phase=phase, command=command))
        if taken is not None:
            return taken
        if holder is not None and time.monotonic() >= deadline:
            raise RefusalError(
                "lock-held", _told(workflow, holder), f"wait, or see 'revi lock status {story.id}'"
            )
        time.sleep(_PAUSE)


def _try(story: StoryPaths, held: Held, asked: Asked) -> tuple[Lock | None, Holder | None]:
    """The lock, or who holds it."""
    now, record = now_ms(), held.lock()
    before = holder_of(record) if record is not None else None
    if before is not None and before.owner == asked.who.owner:
        if before.phase != asked.phase:
            what = f"{asked.who.owner} holds the story for {before.phase}"
            raise RefusalError("other-phase", what, f"call 'revi lock release {story.id}' first")
        again = before._replace(heartbeat_ms=max(now, before.heartbeat_ms), command=asked.command)
        held.put_lock(again.record(story.workflow))
        return Lock(again, again=True), None
    stale_after = (story.workflow.data["locks"] or {}).get("stale_after_ms") or STALE_MS
    why = before.why_stale(now, stale_after) if before is not None else ""
    if before is not None and not why:
        return None, before
    holder = new_holder(asked.phase, asked.command, asked.who, held.raise_fence(), now)
    held.put_lock(holder.record(story.workflow))
    taken = {"phase": holder.phase, "owner": holder.owner, "fence": holder.fence}
    note(story, "lock_taken", now, {**taken, "takenOver": before is not None})
    note(story, "phase_start", now, {"phase": holder.phase})
    return Lock(holder, before, why), None


def _command(workflow: Workflow, command: str, phase: str) -> str:
    """The command that works under the lock. Raises RefusalError where it has to be said."""
    if command:
        return known(workflow.contract, "command", command)
    found = [name for name, one in workflow.contract.commands.items() if one.phase == phase]
    if len(found) != 1:
        raise RefusalError(
            "which-command", f"several commands work in {phase}", f"add --command {'|'.join(found)}"
        )
    return found[0]


def renew(story: StoryPaths, owner: str, store: Store | None = None) -> Holder:
    """Gives a sign of life. Raises RefusalError where somebody else holds the lock, or nobody."""
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        mine = held_by(story, held, owner)
        mine = mine._replace(heartbeat_ms=max(now_ms(), mine.heartbeat_ms))
        held.put_lock(mine.record(story.workflow))
    return mine


def release(story: StoryPaths, owner: str, status: str, store: Store | None = None) -> Holder:
    """Gives the lock back and ends the phase with a status of the trace. Raises as `renew` does."""
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        mine = held_by(story, held, owner)
        held.put_lock(None)
    now = now_ms()
    took = max(now - mine.started_ms, 0)
    note(story, "phase_complete", now, {"phase": mine.phase, "status": status, "durationMs": took})
    note(story, "lock_released", now, {"phase": mine.phase, "owner": owner, "fence": mine.fence})
    return mine


class Breaking(NamedTuple):
    """A person breaks a lock: which one, by its fence, who does it, and why."""

    fence: int
    actor: str
    reason: str


def break_lock(story: StoryPaths, breaking: Breaking, store: Store | None = None) -> Holder:
    """Frees a lock that somebody holds, by a person. Raises RefusalError where it is another lock by now."""
    with (store or FileStore(story.workflow)).hold(story.id) as held:
        record = held.lock()
        if record is None:
            raise RefusalError("lock-free", "nobody holds the story", "go on")
        holder, now = holder_of(record), now_ms()
        if holder.fence != breaking.fence:
            what = f"the lock has the fence {holder.fence}, not {breaking.fence}"
            raise RefusalError("other-fence", what, f"look again: 'revi lock status {story.id}'")
        entry = {
            "timestamp": written(now, story.workflow.zone),
            "storyId": story.id,
            "event": "lock-broken",
            "actor": breaking.actor,
            "reason": breaking.reason,
            "phase": holder.phase,
            "owner": holder.owner,
            "fence": holder.fence,
        }
        held.append(entry)
        held.put_lock(None)
    said = {name: entry[name] for name in ("phase", "owner", "fence", "actor", "reason")}
    note(story, "lock_broken", now, said)
    return holder


def holder(story: StoryPaths, store: Store | None = None) -> Holder | None:
    """Who holds the story now; None where nobody does. Waits for nobody."""
    record = (store or FileStore(story.workflow)).lock(story.id)
    return holder_of(record) if record is not None else None


def held_by(story: StoryPaths, held: Held, owner: str) -> Holder:
    """The holder, if it is this owner. Raises RefusalError where it is another, or nobody."""
    record = held.lock()
    mine = holder_of(record) if record is not None else None
    if mine is None or mine.owner != owner:
        what = _told(story.workflow, mine) if mine is not None else "nobody holds the story"
        raise RefusalError("lock-not-held", what, f"call 'revi lock acquire {story.id}' first")
    return mine


def _told(workflow: Workflow, holder: Holder) -> str:
    since = written(holder.started_ms, workflow.zone)
    return f"{holder.owner} holds the story for {holder.phase} since {since} (fence {holder.fence})"
