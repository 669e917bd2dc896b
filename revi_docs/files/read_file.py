"""Read the regular files of a repository, in bounded memory. Links that stay inside are followed.

Standard library only: hooks read files, too.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from io import BufferedReader

from revi_docs.files.root_folders import (
    StrPath,
    UnsafeFileError,
    open_file,
    open_folder,
    open_parent,
    path_parts,
    require_regular,
    resolve_links,
)

MAX_BYTES = 64 * 1024 * 1024
"""Bytes that are read of one file unless the caller sets a limit. Arbitrary: far above any generated file."""


def read_file(root: StrPath, path: str, limit: int = MAX_BYTES) -> bytes:
    """The content of a file. Raises OSError, also for a link to outside and for more than `limit` bytes."""
    return _read(open_file(root, path, os.O_RDONLY, linked=True), path, limit)


def read_unlinked_file(root: StrPath, path: str) -> bytes:
    """The content of a file whose path contains no link. Raises OSError, LinkedPathError for a link."""
    return _read(open_file(root, path, os.O_RDONLY), path, MAX_BYTES)


def _read(descriptor: int, path: str, limit: int) -> bytes:
    try:
        size = os.fstat(descriptor).st_size
        if size > limit:
            raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", path)
        chunks = []
        # One more than the size: an empty read then proves that this is the end of the file.
        while chunk := os.read(descriptor, max(size + 1, 4096)):
            chunks.append(chunk)
            if sum(map(len, chunks)) > limit:
                raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", path)
    finally:
        os.close(descriptor)
    return b"".join(chunks)


def read_text(root: StrPath, path: str, errors: str = "strict", limit: int = MAX_BYTES) -> str:
    """The content of a UTF-8 file with its line ends. Raises OSError as `read_file` does, and UnicodeDecodeError."""
    return read_file(root, path, limit).decode("utf-8", errors)


def open_stream(root: StrPath, path: str) -> BufferedReader:
    """Open a file for reading line by line. Raises OSError as `read_file` does."""
    return open(open_file(root, path, os.O_RDONLY, linked=True), "rb")


def read_outside(path: str, limit: int = MAX_BYTES) -> bytes:
    """The content of a regular file anywhere, such as the user's settings. Raises OSError as `read_file` does."""
    return _read(_open_outside(path), path, limit)


def open_outside(path: str) -> BufferedReader:
    """Open a file that the user or the platform names, such as a transcript. Raises OSError as `read_file` does."""
    return open(_open_outside(path), "rb")


def _open_outside(path: str) -> int:
    if "\0" in path:
        raise UnsafeFileError("its path contains a null character", path)
    # O_NONBLOCK: opening a named pipe must not block.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        require_regular(os.fstat(descriptor).st_mode, path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def file_status(root: StrPath, path: str) -> os.stat_result | None:
    """The status of a file or folder, of a link that of its target; None if there is nothing to be read."""
    try:
        parts = resolve_links(root, path_parts(root, path))
        with open_folder(root, parts[:-1]) as folder:
            return os.stat(parts[-1], dir_fd=folder, follow_symlinks=False)
    except OSError:
        return None


def is_file(root: StrPath, path: str) -> bool:
    """Whether there is a regular file that can be read, or a link to one."""
    status = file_status(root, path)
    return status is not None and stat.S_ISREG(status.st_mode)


def is_folder(root: StrPath, path: str) -> bool:
    """Whether there is a folder, or a link to one inside the root."""
    status = file_status(root, path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def exists(root: StrPath, path: str) -> bool:
    """Whether the name is in use, even by a link to nowhere."""
    with suppress(OSError), open_parent(root, path) as (folder, name):
        os.stat(name, dir_fd=folder, follow_symlinks=False)
        return True
    return False


def list_names(root: StrPath, path: str) -> list[str]:
    """The sorted names in a folder, in the root for ""; none if it is a link or not a folder."""
    with suppress(OSError), open_folder(root, path_parts(root, path) if path else ()) as folder:
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
        try:
            return sorted(os.listdir(descriptor))
        finally:
            os.close(descriptor)
    return []
