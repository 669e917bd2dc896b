"""Mutual exclusion between processes of one machine, by a kernel lock on a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from revi_docs.records.command_errors import CommandError, file_errors

_POLL_SECONDS = 0.01
"""Seconds between two attempts. Arbitrary: short compared with the fsync that the other process waits for."""


@contextmanager
def file_guard(path: str, wait_ms: int) -> Iterator[int]:
    """Hold the kernel lock of a file, which is created if needed; yields its descriptor.

    The kernel releases the lock when the process ends, however it ends. Raises CommandError if another
    process holds it for longer than `wait_ms` milliseconds.
    """
    descriptor = _acquire(path, wait_ms)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(path: str, wait_ms: int) -> int:
    import fcntl

    deadline = time.monotonic() + wait_ms / 1000
    with file_errors(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    while True:
        with file_errors(path):
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
            fix = "run the command again; if it fails again, look for a process that hangs"
            raise CommandError("story-busy", "another process is changing the story", fix)
        time.sleep(_POLL_SECONDS)


def _is_same_file(descriptor: int, path: str) -> bool:
    """Whether the path still names the open file: after a deletion, two processes could lock two files."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False
