"""Whether the status of a story lets the session that works on it change a file."""

from __future__ import annotations

from collections.abc import Iterable

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.locks.session_locks import SessionLock, find_session_locks


def check_status_edits(repository: Repository, session_id: str, path: str) -> str:
    """The reason for a denial; "" if the session works on no story, or one of its stories allows the edit.

    `path` is relative to the root; "" is outside of the repository, which no status limits.
    """
    locks = find_session_locks(repository, session_id) if path else ()
    return _deny_reason(repository, locks, path) if locks else ""


def _deny_reason(repository: Repository, locks: Iterable[SessionLock], path: str) -> str:
    # Late, because most edits are made outside of a run, and a hook must start fast.
    from revi_docs.records.evidence.outside_edits import may_edit
    from revi_docs.runtime.base.story_evidence import story_files
    from revi_docs.runtime.base.story_ledger import story_ledger
    from revi_docs.runtime.edit_guard.contract_lines import contract_line

    reasons: list[str] = []
    for lock in locks:
        story = repository.story_paths(lock.story)
        status = story_ledger(story).status
        patterns = (repository.section("statuses").get(status) or {}).get("may_edit")
        if not patterns or may_edit(story_files(story).data, patterns, path):
            return ""
        line = contract_line(repository.root, ("statuses", status, "may_edit"))
        reasons.append(f"{path} may not be changed while {story.id} is '{status}', by {line}; end the run first")
    return reasons[0] if reasons else ""
