"""The stories whose phase lock a session holds. For hooks, so it imports nothing until there is a lock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.files.read_file import read_text
from revi_docs.problems.fast_record import FastRecord
from revi_docs.runtime.base.repository import Repository, StoryPaths

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any


class SessionLock(FastRecord):
    """A story that is locked by the session, and the record of its lock."""

    story: str
    lock: Mapping[str, Any]


def find_session_locks(repository: Repository, session_id: str) -> tuple[SessionLock, ...]:
    """The locks of a session, the newest first. Empty for a session without id."""
    if not session_id or not repository.has_locks:
        return ()
    locks = list(_read_session_locks(repository, session_id))
    return tuple(sorted(locks, key=lambda lock: str(lock.lock.get("startedAt")), reverse=True))


def _read_session_locks(repository: Repository, session_id: str) -> Iterator[SessionLock]:
    for story, folder in repository.story_folders():
        lock_file = StoryPaths(repository=repository, id=story, folder=folder).lock_file
        try:
            text = read_text(repository.lock_root, lock_file)
        except (OSError, UnicodeDecodeError):
            # The lock was released meanwhile, or is reported by the command that needs it; a hook of another session
            # must not fail.
            continue
        # Search before parsing: a hook must not parse the locks of all other sessions.
        lock = _parse_lock(text) if session_id in text else {}
        if session_id in (lock.get("sessionId"), lock.get("owner")):
            yield SessionLock(story=story, lock=lock)


def _parse_lock(text: str) -> Mapping[str, Any]:
    """The record; empty if it is invalid, because then it belongs to no session."""
    # Imported late: only a lock that names the session is parsed.
    from revi_docs.files.yaml.record_text import parse_record
    from revi_docs.files.yaml.yaml_scalars import YamlRecordError

    try:
        record = parse_record(text)
    except YamlRecordError:
        return {}
    return record if isinstance(record, dict) else {}
