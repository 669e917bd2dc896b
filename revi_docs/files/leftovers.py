"""Files that a writer has begun and not yet put in place: how they are called, and how dead ones go.

A writer that is killed leaves one behind. They are nobody's files: no walk lists them, no digest counts
them, and the next `sync` removes them.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_ENDING = ".revi-tmp"


def begun(name: str) -> str:
    """What a file of that name is called while this process writes it."""
    return f".{name}.{os.getpid()}{_ENDING}"


def is_leftover(name: str) -> bool:
    """Whether a file is one that a writer has begun, dead or alive."""
    return _writer(name) is not None


def is_dead(name: str) -> bool:
    """Whether a file is one that a writer has begun who lives no more."""
    writer = _writer(name)
    return writer is not None and not _lives(writer)


def remove_leftovers(folder: str) -> None:
    """Removes what dead writers have left right in a folder, if the disk lets it be removed.

    What bears the number of this process is of a dead one too: in a container numbers come again.
    """
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            writer = _writer(entry.name)
            if writer is None or not entry.is_file(follow_symlinks=False):
                continue
            if writer == os.getpid() or not _lives(writer):
                with suppress(OSError):
                    os.unlink(entry.path)


def _writer(name: str) -> int | None:
    """The number of the process that has begun a file; None where it is no such file."""
    if not name.startswith(".") or not name.endswith(_ENDING):
        return None
    before, _, number = name.removesuffix(_ENDING).rpartition(".")
    return int(number) if len(before) > 1 and number.isascii() and number.isdigit() else None


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # which lets no file be removed that is open
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True
