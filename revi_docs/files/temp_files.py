"""Temporary files of atomic writes: their names, and the removal of stale ones.

A writer that is killed leaves its temporary file in place. No tree walk lists these files, no digest
includes them, and the next `sync` removes them.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

_TEMP_SUFFIX = ".revi-tmp"


def temp_name(name: str) -> str:
    """The temporary name for `name`, with the PID of this process."""
    return f".{name}.{os.getpid()}{_TEMP_SUFFIX}"


def is_temp_file(name: str) -> bool:
    """Whether this is the name of a temporary file, stale or in use."""
    return _writer_pid(name) is not None


def is_stale_temp_file(name: str) -> bool:
    """Whether this is the name of a temporary file whose writer has exited."""
    pid = _writer_pid(name)
    return pid is not None and not _is_process_alive(pid)


def remove_stale_temp_files(folder: str) -> None:
    """Remove stale temporary files directly in a folder; errors are ignored.

    The caller must not be writing: files with the PID of this process count as stale, because PIDs repeat
    in containers.
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
    """The PID in the name of a temporary file; None for any other name."""
    if not name.startswith(".") or not name.endswith(_TEMP_SUFFIX):
        return None
    target_name, _, pid_text = name.removesuffix(_TEMP_SUFFIX).rpartition(".")
    return int(pid_text) if len(target_name) > 1 and pid_text.isascii() and pid_text.isdigit() else None


def _is_process_alive(pid: int) -> bool:
    if sys.platform == "win32":  # removing an open file fails there anyway
        return False
    try:
        # Signal 0 only checks whether the process exists.
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # the process belongs to another user
        return True
    return True
