"""A file is replaced whole or not at all. Standard library only, no pathlib: short commands write, too."""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.leftovers import begun


def replace(target: str, content: bytes) -> None:
    """Puts the content at `target`: temporary file, fsync, replace, fsync of the folder.

    Keeps the mode of a file that is there. Raises OSError, and leaves nothing behind then.
    """
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, begun(name))
    try:
        os.makedirs(folder or ".", exist_ok=True)
        mode = os.stat(target).st_mode & 0o777 if os.path.exists(target) else None
        with open(temporary, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
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
