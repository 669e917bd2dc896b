"""Atomic writes: readers see the old file or the new one, never a part of either.

Standard library only, without pathlib: hooks write files too and must start fast.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from revi_docs.files.temp_files import temp_name


def atomic_write(target: str, content: bytes) -> None:
    """Replace `target` atomically: write a temporary file, fsync it, rename it, fsync the folder.

    Keeps the mode of an existing file. On OSError the temporary file is removed and the error raised.
    """
    with _temp_file(target, content) as temp_path:
        if os.path.exists(target):
            os.chmod(temp_path, os.stat(target).st_mode & 0o777)
        os.replace(temp_path, target)


def atomic_create(target: str, content: bytes) -> None:
    """Create `target` atomically. Raises FileExistsError if it exists, even if it was created meanwhile."""
    with _temp_file(target, content) as temp_path:
        # `link` fails if the target exists; `replace` would overwrite what another process created.
        os.link(temp_path, target)
        os.unlink(temp_path)


@contextmanager
def _temp_file(target: str, content: bytes) -> Iterator[str]:
    """Yield a temporary file with the content, next to the target; remove it on error."""
    folder, name = os.path.split(target)
    temp_path = os.path.join(folder, temp_name(name))
    try:
        os.makedirs(folder or ".", exist_ok=True)
        with open(temp_path, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield temp_path
        # The rename itself must reach the disk, too.
        fsync_folder(folder)
    except OSError:
        with suppress(OSError):
            os.unlink(temp_path)
        raise


def fsync_folder(folder: str) -> None:
    """Flush a folder's entries to disk, so that a rename survives a power loss; ignored if unsupported."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
