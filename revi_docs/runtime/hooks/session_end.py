"""A session ends: the locks that it holds are given back, and their phases end without a result."""

from __future__ import annotations

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.hook_context import find_hook_context
from revi_docs.runtime.hooks.hook_call import ALLOW, HookCall, HookVerdict
from revi_docs.runtime.locks.session_locks import find_session_locks

ABANDONED_STATUS = "ERROR"
"""How a phase ends whose session has gone, as the trace has it."""


def answer(call: HookCall) -> HookVerdict:
    """Releases what the session holds; what cannot be released is told, and becomes stale by itself."""
    context = find_hook_context(call.cwd or ".")
    if context is None or not context.has_hook(call.event):
        return ALLOW
    session_locks = find_session_locks(context, call.session_id)
    if not session_locks:
        return ALLOW
    from revi_docs.runtime.base.repository import open_repository
    from revi_docs.runtime.locks.phase_locks import release

    repository = open_repository(context.root)
    notes: list[str] = []
    for session_lock in session_locks:
        try:
            lock_owner = release(
                repository.story(session_lock.story), str(session_lock.lock["owner"]), ABANDONED_STATUS
            )
        except CommandError as error:
            notes.append(f"{session_lock.story} cannot be released: {error.message}; {error.fix}")
        else:
            notes.append(
                f"{session_lock.story} is released; its phase {lock_owner.phase} ended without a result"
            )
    return HookVerdict(notes=tuple(notes))
