"""A file is replaced whole or not at all. Standard library only, no pathlib: short commands write, too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from revi_docs.files.leftovers import begun


def replace(target: str, content: bytes) -> None:
    """Puts the content at `target`: temporary file, fsync, replace, fsync of the folder.

    Keeps the mode of a file that is there. Raises OSError, and leaves nothing behind then.
    """
    with _written(target, content) as temporary:
        if os.path.exists(target):
            os.chmod(temporary, os.stat(target).st_mode & 0o777)
        os.replace(temporary, target)


def create(target: str, content: bytes) -> None:
    """As `replace`, for a file that is not there yet. Raises FileExistsError where it is, however it came."""
    with _written(target, content) as temporary:
        os.link(temporary, target)
        os.unlink(temporary)


@contextmanager
def _written(target: str, content: bytes) -> Iterator[str]:
    """The content in a file beside the target, which is gone in the end whatever happens."""
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, begun(name))
    try:
        os.makedirs(folder or ".", exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield temporary
        sync_folder(folder)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def sync_folder(folder: str) -> None:
    """Lets the disk keep which files a folder holds, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
