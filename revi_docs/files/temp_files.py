"""Files that a writer has begun and not yet put in place: how they are called, and how dead ones go.

A writer that is killed leaves one behind. They are nobody's files: no walk lists them, no digest counts
them, and the next `sync` removes them.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_TEMP_SUFFIX = ".revi-tmp"


def temp_name(name: str) -> str:
    """What a file of that name is called while this process writes it."""
    return f".{name}.{os.getpid()}{_TEMP_SUFFIX}"


def is_temp_file(name: str) -> bool:
    """Whether a file is one that a writer has begun, dead or alive."""
    return _writer_pid(name) is not None


def is_stale_temp_file(name: str) -> bool:
    """Whether a file is one that a writer has begun who lives no more."""
    pid = _writer_pid(name)
    return pid is not None and not _is_process_alive(pid)


def remove_stale_temp_files(folder: str) -> None:
    """Removes what dead writers have left right in a folder, if the disk lets it be removed.

    What bears the number of this process is of a dead one too: in a container numbers come again.
    """
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            pid = _writer_pid(entry.name)
            if pid is None or not entry.is_file(follow_symlinks=False):
                continue
            if pid == os.getpid() or not _is_process_alive(pid):
                with suppress(OSError):
                    os.unlink(entry.path)


def _writer_pid(name: str) -> int | None:
    """The number of the process that has begun a file; None where it is no such file."""
    if not name.startswith(".") or not name.endswith(_TEMP_SUFFIX):
        return None
    target_name, _, pid_text = name.removesuffix(_TEMP_SUFFIX).rpartition(".")
    return int(pid_text) if len(target_name) > 1 and pid_text.isascii() and pid_text.isdigit() else None


def _is_process_alive(pid: int) -> bool:
    if sys.platform == "win32":  # which lets no file be removed that is open
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True
