"""Ledgers and locks as files: the ledger in the story's folder, and beside the lock a guard for its changes.

A kernel lock guards each change and ends with the process, whatever happens to it. What lasts is the record.
The guard is never replaced, and keeps the last fence that was given out.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from revi_docs.decide.records import check_record
from revi_docs.files.atomic_write import atomic_write, fsync_folder
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.jsonl import append_lines, encode_line
from revi_docs.records.ledger import Ledger, read_ledger
from revi_docs.runtime.base.git_common_dir import git_common_dir
from revi_docs.runtime.base.repository import Repository, StoryPaths

DEFAULT_LOCK_FILE = "_implementation/.phase-lock"
"""Where the lock stands where the contract does not say."""

_POLL_SECONDS = 0.01
_FENCE_DIGITS = 20


class FileStore:
    """The store of a repository: see `store.Store`."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def read_ledger(self, story_id: str) -> Ledger:
        return _read_ledger(self.repository.story(story_id))

    def read_lock(self, story_id: str) -> Mapping[str, Any] | None:
        return _read_lock(self.repository, self.lock_file(story_id))

    def lock_file(self, story_id: str) -> str:
        """Where the record of the lock stands; its guard stands beside it."""
        locks = self.repository.data["locks"] or {}
        story = self.repository.story(story_id)
        if locks.get("scope") == "repository":
            return os.path.join(git_common_dir(self.repository.root), "revi", story.id, "phase-lock")
        return story.file(locks.get("file") or DEFAULT_LOCK_FILE)

    @contextmanager
    def lock(self, story_id: str, wait_ms: int | None = None) -> Iterator[FileLockedStory]:
        """See `store.Store.hold`; waits as long as the contract says, where nothing else is said."""
        locks = self.repository.data["locks"] or {}
        default_wait_ms = locks.get("wait_ms") or 5000
        story, lock_file = self.repository.story(story_id), self.lock_file(story_id)
        descriptor = _acquire_guard(f"{lock_file}.guard", default_wait_ms if wait_ms is None else wait_ms)
        try:
            yield FileLockedStory(story, lock_file, descriptor)
        finally:
            os.close(descriptor)


class FileLockedStory:
    """A story while this process alone may change it: see `store.Held`."""

    def __init__(self, story: StoryPaths, lock_file: str, guard: int) -> None:
        self.paths = story
        self.lock_file = lock_file
        self._guard = guard

    def read_ledger(self) -> Ledger:
        return _read_ledger(self.paths)

    def append(self, entry: Mapping[str, Any]) -> None:
        with _disk_errors(self.paths.ledger):
            append_lines(self.paths.ledger, encode_line(entry))

    def read_lock(self) -> Mapping[str, Any] | None:
        return _read_lock(self.paths.repository, self.lock_file)

    def write_lock(self, record: Mapping[str, Any] | None) -> None:
        with _disk_errors(self.lock_file):
            if record is not None:
                from revi_docs.records import plain_yaml

                atomic_write(self.lock_file, plain_yaml.dump(record).encode())
                return
            with suppress(FileNotFoundError):
                os.unlink(self.lock_file)
            fsync_folder(os.path.dirname(self.lock_file))

    def highest_fence(self) -> int:
        guard_text = os.pread(self._guard, 64, 0).strip()
        if guard_text and not guard_text.isdigit():
            raise UnavailableError(
                "guard-invalid",
                f"{self.lock_file}.guard does not hold the last fence",
                "see that nobody works on the story, then write the highest fence of its ledger there",
            )
        record = self.read_lock()
        lock_fence = record["fence"] if record else 0
        return max(int(guard_text or b"0"), lock_fence, self.read_ledger().fence)

    def next_fence(self) -> int:
        fence = self.highest_fence() + 1
        with _disk_errors(f"{self.lock_file}.guard"):
            os.pwrite(self._guard, f"{fence:0{_FENCE_DIGITS}}\n".encode(), 0)
            os.fsync(self._guard)
        return fence


def _acquire_guard(path: str, wait_ms: int) -> int:
    """An open guard that nobody else holds. Raises RefusalError where others hold it longer than that."""
    import fcntl

    deadline = time.monotonic() + wait_ms / 1000
    with _disk_errors(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    while True:
        with _disk_errors(path):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same_file(descriptor, path):
                return descriptor
        except BlockingIOError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() >= deadline:
            fix = "run it again; if that goes on, see which process hangs"
            raise CommandError("story-busy", "another process is changing the story", fix)
        time.sleep(_POLL_SECONDS)


def _is_same_file(descriptor: int, path: str) -> bool:
    """Whether the open file is still the one at the path: who deletes a guard must not divide it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def _read_ledger(story: StoryPaths) -> Ledger:
    with _disk_errors(story.ledger, "read"):
        return read_ledger(story.ledger, story.repository.contract)


def _read_lock(repository: Repository, lock_file: str) -> Mapping[str, Any] | None:
    """The record of the lock. Raises BrokenError for one that nobody can read: it may be somebody's."""
    with _disk_errors(lock_file, "read"):
        try:
            with open(lock_file, encoding="utf-8", errors="replace") as stream:
                text = stream.read(65536)
        except FileNotFoundError:
            return None
    from revi_docs.records import plain_yaml

    record_type = (repository.data["locks"] or {}).get("record") or ""
    problems: tuple[str, ...] = ()
    try:
        record = plain_yaml.load(text)
    except plain_yaml.PlainYamlError as error:
        problems = (str(error),)
    else:
        problems = check_record(repository.contract, record_type, record) if record_type else ()
        if isinstance(record, dict) and not problems:
            return record
    fix = "see whether somebody works on the story; if nobody does, remove the file"
    raise UnavailableError(
        "lock-unreadable", f"{_relative_path(repository, lock_file)}: {'; '.join(problems)}", fix
    )


def _relative_path(repository: Repository, path: str) -> str:
    return os.path.relpath(path, repository.root)


@contextmanager
def _disk_errors(path: str, action: str = "written") -> Iterator[None]:
    """What the disk refuses, as a refusal of ours: it never means that anything was granted."""
    try:
        yield
    except OSError as error:
        fix = "see that the disk has room and the file may be written, then run it again"
        message = f"{os.path.basename(path)} cannot be {action}: {error.strerror or error}"
        code = "unreadable-file" if action == "read" else "unwritable-file"
        raise UnavailableError(code, message, fix) from None
