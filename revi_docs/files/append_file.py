"""Append to the files of a repository: whole lines in one write, undone if it fails. Standard library only."""

from __future__ import annotations

import errno
import os

from revi_docs.files.atomic_write import remove_file, write_all
from revi_docs.files.root_folders import StrPath, fsync_folder, open_file, open_parent
from revi_docs.files.state_unknown import StateUnknownError

# What file systems without `flock` answer.
NO_FILE_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})


def append_file(root: StrPath, path: str, content: bytes, *, fsync: bool = True) -> None:
    """Append whole lines, so that lines of concurrent writers do not mix.

    After a torn line, starts a new line first. With `fsync`, returns only when the data is on disk. Raises OSError if
    nothing was appended, StateUnknownError if a failed append cannot be undone.
    """
    with open_parent(root, path, create=True) as (folder, name):
        is_new = not _exists(folder, name)
        # O_APPEND: each write goes to the current end of the file, even with other writers.
        descriptor = open_file(root, path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            lock_file(descriptor)
            size = os.fstat(descriptor).st_size
            is_torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            try:
                write_all(descriptor, b"\n" + content if is_torn else content)
                if fsync:
                    os.fsync(descriptor)
            except OSError as error:
                # A half-written line would make the log invalid for every later reader.
                _undo(descriptor, size, error)
                if is_new and not size:
                    remove_file(root, path)
                raise
        finally:
            os.close(descriptor)
        if is_new and fsync:
            fsync_folder(folder)


def _exists(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _undo(descriptor: int, size: int, cause: OSError) -> None:
    """Cut off what was appended. Raises StateUnknownError if that fails, too."""
    try:
        os.ftruncate(descriptor, size)
        os.fsync(descriptor)
    except OSError as error:
        # The data may be in the file, on disk or not: only reading it again tells.
        if os.fstat(descriptor).st_size != size:
            raise StateUnknownError(cause, error) from None


def lock_file(descriptor: int) -> None:
    """Lock the file until it is closed, if supported: two writers must not both repair a torn line."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in NO_FILE_LOCKS:
            raise
