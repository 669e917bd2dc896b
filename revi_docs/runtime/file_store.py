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
from revi_docs.files.replace import replace, sync_folder
from revi_docs.records.ledger import Ledger, read_ledger
from revi_docs.records.lines import append_lines, as_line
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.runtime.common_dir import common_dir
from revi_docs.runtime.workflow import StoryPaths, Workflow

LOCK = "_implementation/.phase-lock"
"""Where the lock stands where the contract does not say."""

_PAUSE = 0.01
_DIGITS = 20


class FileStore:
    """The store of a repository: see `store.Store`."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow

    def ledger(self, story: str) -> Ledger:
        return _read(self.workflow.story(story))

    def lock(self, story: str) -> Mapping[str, Any] | None:
        return _lock(self.workflow, self.lock_file(story))

    def lock_file(self, story: str) -> str:
        """Where the record of the lock stands; its guard stands beside it."""
        locks = self.workflow.data["locks"] or {}
        paths = self.workflow.story(story)
        if locks.get("scope") == "repository":
            return os.path.join(common_dir(self.workflow.root), "revi", paths.id, "phase-lock")
        return paths.file(locks.get("file") or LOCK)

    @contextmanager
    def hold(self, story: str, wait_ms: int | None = None) -> Iterator[FileHeld]:
        """See `store.Store.hold`; waits as long as the contract says, where nothing else is said."""
        locks = self.workflow.data["locks"] or {}
        usual = locks.get("wait_ms") or 5000
        paths, file = self.workflow.story(story), self.lock_file(story)
        descriptor = _guarded(f"{file}.guard", usual if wait_ms is None else wait_ms)
        try:
            yield FileHeld(paths, file, descriptor)
        finally:
            os.close(descriptor)


class FileHeld:
    """A story while this process alone may change it: see `store.Held`."""

    def __init__(self, paths: StoryPaths, file: str, guard: int) -> None:
        self.paths = paths
        self.file = file
        self._guard = guard

    def ledger(self) -> Ledger:
        return _read(self.paths)

    def append(self, entry: Mapping[str, Any]) -> None:
        with _told(self.paths.ledger):
            append_lines(self.paths.ledger, as_line(entry))

    def lock(self) -> Mapping[str, Any] | None:
        return _lock(self.paths.workflow, self.file)

    def put_lock(self, record: Mapping[str, Any] | None) -> None:
        with _told(self.file):
            if record is not None:
                from revi_docs.records import plain_yaml

                replace(self.file, plain_yaml.dump(record).encode())
                return
            with suppress(FileNotFoundError):
                os.unlink(self.file)
            sync_folder(os.path.dirname(self.file))

    def highest_fence(self) -> int:
        said = os.pread(self._guard, 64, 0).strip()
        if said and not said.isdigit():
            raise BrokenError(
                "guard-broken",
                f"{self.file}.guard does not hold the last fence",
                "see that nobody works on the story, then write the highest fence of its ledger there",
            )
        record = self.lock()
        held = record["fence"] if record else 0
        return max(int(said or b"0"), held, self.ledger().fence)

    def raise_fence(self) -> int:
        fence = self.highest_fence() + 1
        with _told(f"{self.file}.guard"):
            os.pwrite(self._guard, f"{fence:0{_DIGITS}}\n".encode(), 0)
            os.fsync(self._guard)
        return fence


def _guarded(path: str, wait_ms: int) -> int:
    """An open guard that nobody else holds. Raises RefusalError where others hold it longer than that."""
    import fcntl

    deadline = time.monotonic() + wait_ms / 1000
    with _told(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    while True:
        with _told(path):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still_there(descriptor, path):
                return descriptor
        except BlockingIOError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() >= deadline:
            fix = "run it again; if that goes on, see which process hangs"
            raise RefusalError("story-busy", "another process is changing the story", fix)
        time.sleep(_PAUSE)


def _is_still_there(descriptor: int, path: str) -> bool:
    """Whether the open file is still the one at the path: who deletes a guard must not divide it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def _read(paths: StoryPaths) -> Ledger:
    with _told(paths.ledger, "read"):
        return read_ledger(paths.ledger, paths.workflow.contract)


def _lock(workflow: Workflow, file: str) -> Mapping[str, Any] | None:
    """The record of the lock. Raises BrokenError for one that nobody can read: it may be somebody's."""
    with _told(file, "read"):
        try:
            with open(file, encoding="utf-8", errors="replace") as stream:
                text = stream.read(65536)
        except FileNotFoundError:
            return None
    from revi_docs.records import plain_yaml

    kind = (workflow.data["locks"] or {}).get("record") or ""
    wrong: tuple[str, ...] = ()
    try:
        record = plain_yaml.load(text)
    except plain_yaml.NotPlainError as error:
        wrong = (str(error),)
    else:
        wrong = check_record(workflow.contract, kind, record) if kind else ()
        if isinstance(record, dict) and not wrong:
            return record
    fix = "see whether somebody works on the story; if nobody does, remove the file"
    raise BrokenError("lock-unreadable", f"{_below(workflow, file)}: {'; '.join(wrong)}", fix)


def _below(workflow: Workflow, path: str) -> str:
    return os.path.relpath(path, workflow.root)


@contextmanager
def _told(path: str, done: str = "written") -> Iterator[None]:
    """What the disk refuses, as a refusal of ours: it never means that anything was granted."""
    try:
        yield
    except OSError as error:
        fix = "see that the disk has room and the file may be written, then run it again"
        what = f"{os.path.basename(path)} cannot be {done}: {error.strerror or error}"
        raise BrokenError("disk-refused", what, fix) from None
