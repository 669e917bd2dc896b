"""A file is replaced whole or not at all. Standard library only, no pathlib: short commands write, too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from revi_docs.files.temp_files import temp_name


def atomic_write(target: str, content: bytes) -> None:
    """Puts the content at `target`: temporary file, fsync, replace, fsync of the folder.

    Keeps the mode of a file that is there. Raises OSError, and leaves nothing behind then.
    """
    with _temp_file(target, content) as temp_path:
        if os.path.exists(target):
            os.chmod(temp_path, os.stat(target).st_mode & 0o777)
        os.replace(temp_path, target)


def atomic_create(target: str, content: bytes) -> None:
    """As `replace`, for a file that is not there yet. Raises FileExistsError where it is, however it came."""
    with _temp_file(target, content) as temp_path:
        os.link(temp_path, target)
        os.unlink(temp_path)


@contextmanager
def _temp_file(target: str, content: bytes) -> Iterator[str]:
    """The content in a file beside the target, which is gone in the end whatever happens."""
    folder, name = os.path.split(target)
    temp_path = os.path.join(folder, temp_name(name))
    try:
        os.makedirs(folder or ".", exist_ok=True)
        with open(temp_path, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield temp_path
        fsync_folder(folder)
    except OSError:
        with suppress(OSError):
            os.unlink(temp_path)
        raise


def fsync_folder(folder: str) -> None:
    """Lets the disk keep which files a folder holds, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
