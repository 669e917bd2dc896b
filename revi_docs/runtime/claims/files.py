"""Claims in files: the lock file is the claim, and a guard file stores the highest fencing token.

A kernel lock on the guard makes the swap atomic, and ends with the process. The guard file itself is never
replaced, because a kernel lock belongs to the file and not to its name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any

from revi_docs.files.atomic_write import remove_file, write_file
from revi_docs.files.read_file import read_file, read_text
from revi_docs.files.root_folders import open_file
from revi_docs.records.command_errors import UnavailableError, file_error, file_errors
from revi_docs.runtime.claims.file_guard import file_guard
from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState

_FENCE_DIGITS = 20
"""Digits of the fencing token in the guard: a constant length, so that overwriting leaves no old digits."""

_MAX_GUARD_BYTES = 4_096
"""Bytes that are read of a guard. Arbitrary: a fencing token and a handover have some hundreds."""

_MAX_RECORD_CHARS = 65_536
"""Characters that are read of a lock file. Arbitrary: a record has some hundreds."""

_WAIT_MS = 5_000
"""Milliseconds to wait for another swap, which takes about as long as two fsyncs. Arbitrary."""


class FileClaims:
    """The claims of a repository, one lock file for each story: see `ClaimStore`."""

    def __init__(
        self,
        root: str,
        lock_file: Callable[[str], str],
        guard_file: Callable[[str], tuple[str, str]],
        check: Callable[[Any], tuple[str, ...]],
        story_ids: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """`lock_file` maps a story id to its lock file below `root`; `check` lists the errors of a lock record.

        `guard_file` maps a story id to the folder that contains its guard, and the path of the guard. `story_ids`
        lists the stories that can be claimed.
        """
        self._root = root
        self._lock_file = lock_file
        self._guard_file = guard_file
        self._check = check
        self._story_ids = story_ids

    def read(self, story_id: str) -> ClaimState:
        guard_root, guard_file = self._guard_file(story_id)
        try:
            guard = open_file(guard_root, guard_file, os.O_RDONLY)
        except FileNotFoundError:
            return self._read(story_id, None)
        except OSError as error:
            raise file_error(guard_file, error, "read") from None
        try:
            return self._read(story_id, guard)
        finally:
            os.close(guard)

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        lock_file = self._lock_file(story_id)
        with file_guard(*self._guard_file(story_id), _WAIT_MS) as guard:
            current = self._read(story_id, guard)
            if current.version != expected.version:
                return None
            # The token first: a token that is never used is harmless, one that is issued twice is not.
            if change.fence > current.fence:
                self.write_fence(guard, change.fence)
            # The handover, too: it is read only if there is no lock file, whose removal is the act.
            if change.record is None and change.handover is not None:
                self.write_handover(guard, max(change.fence, current.fence), change.handover)
            self.write_record(lock_file, change.record)
            return self._read(story_id, guard)

    def replace(self, story_id: str, change: ClaimChange) -> None:
        """Store a state whatever the present one is: a copy of what another store keeps."""
        with file_guard(*self._guard_file(story_id), _WAIT_MS) as guard:
            self.write_fence(guard, change.fence)
            self.write_record(self._lock_file(story_id), change.record)

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        states = {story_id: self.read(story_id) for story_id in self._story_ids()}
        return {story_id: state.record for story_id, state in states.items() if state.record is not None}

    def write_fence(self, guard: int, fence: int) -> None:
        """Store the fencing token in the open guard."""
        with file_errors("the guard of the lock"):
            os.pwrite(guard, f"{fence:0{_FENCE_DIGITS}}\n".encode(), 0)
            os.fsync(guard)

    def write_handover(self, guard: int, fence: int, handover: Mapping[str, Any]) -> None:
        """Store what the last owner leaves, after the fencing token: nothing depends on it after a crash."""
        content = f"{fence:0{_FENCE_DIGITS}}\n{json.dumps(handover)}\n".encode()
        with file_errors("the guard of the lock"):
            os.pwrite(guard, content, 0)
            os.ftruncate(guard, len(content))

    def write_record(self, lock_file: str, record: Mapping[str, Any] | None) -> None:
        """Store the record, or delete the lock file for None."""
        with file_errors(lock_file):
            if record is not None:
                # JSON, which is YAML, too: every hook and every move reads locks, and JSON needs no YAML library.
                write_file(self._root, lock_file, f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode())
                return
            # A release that is repeated after an interruption finds no file.
            with suppress(FileNotFoundError):
                remove_file(self._root, lock_file)

    def _read(self, story_id: str, guard: int | None) -> ClaimState:
        lock_file = self._lock_file(story_id)
        guard_content = os.pread(guard, _MAX_GUARD_BYTES, 0).strip() if guard is not None else b""
        guard_text, _, handover_text = (guard_content or self._old_guard_text(lock_file)).partition(b"\n")
        if guard_text and not guard_text.isdigit():
            _, guard_file = self._guard_file(story_id)
            message = f"{self._relative(guard_file)} does not contain a fencing token"
            fix = "check that no agent works on the story, then delete the file"
            raise UnavailableError("guard-invalid", message, fix)
        text = self._read_text(lock_file)
        record = self._parse(lock_file, text) if text is not None else None
        fence = max(int(guard_text or b"0"), record["fence"] if record is not None else 0)
        if text is None and not guard_text:
            return ClaimState()
        # Guard and record together: a release that keeps the token is a new version, too.
        content = b"%b\0%b" % (guard_text, b"-" if text is None else text.encode("utf-8", "replace"))
        handover = _parse_handover(handover_text) if record is None else None
        return ClaimState(fence, record, blake2b(content, digest_size=16).hexdigest(), handover)

    def _old_guard_text(self, lock_file: str) -> bytes:
        """What earlier versions stored next to the lock file."""
        try:
            return read_file(self._root, f"{lock_file}.guard", 64).strip()
        except OSError:
            return b""

    def _read_text(self, lock_file: str) -> str | None:
        try:
            return read_text(self._root, lock_file, "replace")[:_MAX_RECORD_CHARS]
        except FileNotFoundError:
            return None
        except OSError as error:
            raise file_error(lock_file, error, "read") from None

    def _parse(self, lock_file: str, text: str) -> Mapping[str, Any]:
        """The record. Raises UnavailableError for an invalid one, which may belong to a working agent."""
        from revi_docs.files.yaml.record_text import parse_record
        from revi_docs.files.yaml.yaml_scalars import YamlRecordError
        from revi_docs.problems.shell_words import shell_path

        try:
            record = parse_record(text)
            errors = self._check(record)
        except YamlRecordError as error:
            record, errors = None, (str(error),)
        if isinstance(record, dict) and not errors:
            return record
        file = self._relative(lock_file)
        message = f"{file} is not a lock record: {'; '.join(errors)}"
        fix = f"check that no agent works on the story, then run 'rm {shell_path(file)}'"
        raise UnavailableError("lock-unreadable", message, fix)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self._root)


def _parse_handover(text: bytes) -> Mapping[str, Any] | None:
    try:
        handover = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return handover if isinstance(handover, dict) else None
