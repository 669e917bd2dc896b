"""Mutual exclusion between processes of one machine, by a kernel lock on a file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from revi_docs.files.append_file import NO_FILE_LOCKS
from revi_docs.files.root_folders import open_file, open_parent
from revi_docs.records.command_errors import CommandError, UnavailableError, file_error, file_errors

_POLL_SECONDS = 0.01
"""Seconds between two attempts. Arbitrary: short compared with the fsync that the other process waits for."""

_MAX_HOLDERS = 20
"""How many times `wait_ms` a wait lasts at most if holders change. Arbitrary: more agents than work on one story."""


@contextmanager
def file_guard(root: str, path: str, wait_ms: int) -> Iterator[int]:
    """Hold the kernel lock of a file below `root`, which is created if needed; yields its descriptor.

    The kernel releases the lock when the process ends, however it ends. Raises CommandError if another process holds
    it for longer than `wait_ms` milliseconds. In a queue of many processes that each take less, the wait is longer.
    """
    descriptor = _acquire(root, path, wait_ms)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(root: str, path: str, wait_ms: int) -> int:
    # Imported late: Windows has no `fcntl`, and must still be able to import this module.
    import fcntl

    start = time.monotonic()
    deadline, last_change = start + wait_ms / 1000, 0
    while True:
        with file_errors(path):
            descriptor = open_file(root, path, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same_file(descriptor, root, path):
                with suppress(OSError):
                    os.utime(descriptor)  # tells those who wait that the lock has a new holder
                return descriptor
        except BlockingIOError:
            # Another process has the guard: try again until the time of this holder is over.
            change = os.fstat(descriptor).st_mtime_ns
            if last_change not in (0, change) and time.monotonic() < start + _MAX_HOLDERS * wait_ms / 1000:
                deadline = time.monotonic() + wait_ms / 1000
            last_change = change
        except OSError as error:
            os.close(descriptor)
            raise _lock_error(path, error) from None
        except BaseException:
            # An interruption, too: the descriptor holds the lock, and would keep it while this process lives.
            os.close(descriptor)
            raise
        # Closing also releases the lock of a file that was replaced meanwhile.
        os.close(descriptor)
        if time.monotonic() >= deadline:
            fix = "run the command again; if it fails again, look for a process that hangs"
            raise CommandError("story-busy", "another process is changing the story", fix)
        time.sleep(_POLL_SECONDS)


def _lock_error(path: str, error: OSError) -> CommandError:
    """The error for a lock that the kernel refuses: some network and shared file systems have none."""
    if error.errno not in NO_FILE_LOCKS:
        return file_error(path, error, "locked")
    message = f"the file system of {os.path.dirname(path)} has no file locks (flock), which protect a story"
    fix = "move the repository to a local file system, then run the command again"
    return UnavailableError("no-file-locks", message, fix)


def _is_same_file(descriptor: int, root: str, path: str) -> bool:
    """Whether the path still names the open file: after a deletion, two processes could lock two files."""
    with suppress(OSError), open_parent(root, path) as (folder, name):
        return os.path.samestat(os.fstat(descriptor), os.stat(name, dir_fd=folder, follow_symlinks=False))
    return False
