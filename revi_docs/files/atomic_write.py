"""Write files of a repository atomically: readers see the old file or the new one, never a part of either.

No link is followed, and a file with a second hard link is replaced, not written through. After an OSError the
file is what it was before. Standard library only, without pathlib: hooks write files, too, and must start fast.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from revi_docs.files.root_folders import StrPath, fsync_folder, open_folder, open_parent, path_parts, require_regular
from revi_docs.files.stale_temp_files import remove_stale_temp_files
from revi_docs.files.temp_files import temp_name

# What file systems without hard links answer: exFAT, SMB, shared folders of virtual machines.
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def write_file(root: StrPath, path: str, content: bytes) -> None:
    """Replace or create a file atomically: write a temporary file, fsync it, rename it, fsync the folder.

    Keeps the mode of an existing file. Raises OSError; LinkedPathError if the path contains a link.
    """
    with open_parent(root, path, create=True) as (folder, name):
        mode = _mode(folder, name)
        with _temp_file(root, path, folder, content, mode) as temp:
            os.rename(temp, name, src_dir_fd=folder, dst_dir_fd=folder)


def create_file(root: StrPath, path: str, content: bytes) -> None:
    """Create a file atomically. Raises FileExistsError if it exists, even if it was created meanwhile."""
    with open_parent(root, path, create=True) as (folder, name):
        if _mode(folder, name) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        with _temp_file(root, path, folder, content) as temp:
            try:
                # `link` fails if the target exists; `rename` would overwrite what another process created.
                os.link(temp, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
            except OSError as error:
                if error.errno not in _NO_HARD_LINKS:
                    raise
                # Reserve the name first: `rename` would replace a file that another process creates.
                _reserve(folder, name)
                os.rename(temp, name, src_dir_fd=folder, dst_dir_fd=folder)


def _reserve(folder: int, name: str) -> None:
    """Create an empty file under a name that is not in use. Raises FileExistsError."""
    os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666, dir_fd=folder))


def remove_file(root: StrPath, path: str) -> None:
    """Remove a file. Raises OSError; LinkedPathError if the path contains a link."""
    with open_parent(root, path) as (folder, name):
        _mode(folder, name)
        os.unlink(name, dir_fd=folder)
        fsync_folder(folder)


def remove_empty_folders(root: StrPath, path: str) -> None:
    """Remove the folders of a path that are empty, innermost first; errors are ignored."""
    parts = path_parts(root, path)[:-1]
    # Stops at the first folder that is not empty.
    with suppress(OSError):
        while parts:
            with open_folder(root, parts[:-1]) as folder:
                os.rmdir(parts[-1], dir_fd=folder)
            parts = parts[:-1]


def _mode(folder: int, name: str) -> int | None:
    """The permissions of a regular file; None if the name is free. Raises OSError for anything else."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    require_regular(status.st_mode, name)
    return status.st_mode & 0o777


@contextmanager
def _temp_file(root: StrPath, path: str, folder: int, content: bytes, mode: int | None = None) -> Iterator[str]:
    """Yield the name of a temporary file with the content, to be renamed or linked; it does not remain."""
    # Before our own temporary file exists: one with our PID counts as stale.
    remove_stale_temp_files(root, path, folder)
    temp = temp_name()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temp, flags, 0o666, dir_fd=folder)
    try:
        try:
            # Before the content is written: it must not be readable for more users than the old file was.
            if mode is not None:
                os.fchmod(descriptor, mode)
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield temp
    finally:
        # After a rename, there is none.
        with suppress(OSError):
            os.unlink(temp, dir_fd=folder)
    # The new name must reach the disk, too.
    fsync_folder(folder)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all bytes: a single write can be partial, for example if a signal interrupts it. Raises OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
