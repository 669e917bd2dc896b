"""SessionEnd: release the locks of the session; their phases end without a result."""

from __future__ import annotations

import time

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import find_repository
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict
from revi_docs.runtime.locks.session_locks import find_session_locks

ABANDONED_STATUS = "ERROR"
"""The status in the trace of a phase whose session ended."""

_MAX_SECONDS = 1.0
"""Seconds after which no further lock is released. Arbitrary: leaves a third of the time that the platform allows."""


def answer(call: HookCall) -> HookVerdict:
    """Release the locks. A lock that cannot be released is reported, and becomes stale later."""
    repository = find_repository(call.cwd or ".")
    if repository is None or not repository.has_hook(call.event):
        return ALLOW
    session_locks = find_session_locks(repository, call.session_id)
    if not session_locks:
        return ALLOW
    from revi_docs.runtime.locks.phase_locks import release

    notes: list[str] = []
    deadline = time.monotonic() + _MAX_SECONDS
    for session_lock in session_locks:
        if time.monotonic() > deadline:
            # The platform ends the hook soon. The owner is dead then, so that the next one takes over the lock.
            notes.append(f"{session_lock.story} was not released in time; the next owner takes it over")
            continue
        try:
            story, owner_id = repository.story_paths(session_lock.story), str(session_lock.lock["owner"])
            lock_owner = release(story, owner_id, ABANDONED_STATUS)
        except CommandError as error:
            # One lock that cannot be released must not keep the others.
            notes.append(f"{session_lock.story} cannot be released: {error.message}; {error.fix}")
        else:
            notes.append(f"{story.id} was released; its phase {lock_owner.phase} ended without a result")
    return HookVerdict(notes=tuple(notes))
