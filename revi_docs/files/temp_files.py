"""Temporary files of atomic writes: their names, and the removal of stale ones.

A writer that is killed leaves its temporary file in place. No tree walk lists these files, no digest includes
them, git ignores them, and the next command that writes to the folder removes them.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
from contextlib import suppress

SUFFIX = ".revi-tmp"

_IGNORE_PATTERN = f"*{SUFFIX}"


def temp_name() -> str:
    """A new temporary name, with the PID of this process and a random part that cannot be predicted."""
    return f".{os.getpid()}.{os.urandom(8).hex()}{SUFFIX}"


def is_temp_file(name: str) -> bool:
    """Whether this is the name of a temporary file, stale or in use."""
    return _writer_pid(name) is not None


def is_stale_temp_file(name: str) -> bool:
    """Whether this is the name of a temporary file whose writer has exited."""
    pid = _writer_pid(name)
    return pid is not None and not _is_process_alive(pid)


def stale_temp_files(folder: int) -> list[str]:
    """The names of stale temporary files in an open folder.

    The caller must not be writing: files with the PID of this process count as stale, because PIDs repeat in
    containers.
    """
    names = []
    for name in os.listdir(folder):
        pid = _writer_pid(name)
        if pid is not None and (pid == os.getpid() or not _is_process_alive(pid)):
            names.append(name)
    return names


def ignore_temp_files(git_folder: str) -> None:
    """Let git ignore temporary files, by a line in `info/exclude` of its directory; errors are ignored."""
    from revi_docs.files.root_folders import open_file

    flags = os.O_RDWR | os.O_APPEND
    with suppress(OSError, ValueError), open(open_file(git_folder, "info/exclude", flags), "r+b") as stream:
        content = stream.read()
        if _IGNORE_PATTERN.encode() not in content.splitlines():
            separator = b"" if content.endswith(b"\n") or not content else b"\n"
            stream.write(separator + _IGNORE_PATTERN.encode() + b"\n")


def _writer_pid(name: str) -> int | None:
    """The PID in the name of a temporary file; None for any other name."""
    if not name.startswith(".") or not name.endswith(SUFFIX):
        return None
    stem, _, random_part = name[1:].removesuffix(SUFFIX).rpartition(".")
    is_random = len(random_part) == 16 and not set(random_part) - set("0123456789abcdef")
    # Earlier versions put the name of the file first and no random part last.
    pid_text = stem if is_random and stem.isdigit() else random_part if stem else ""
    return int(pid_text) if pid_text.isascii() and pid_text.isdigit() and len(pid_text) < 20 else None


def _is_process_alive(pid: int) -> bool:
    try:
        # Signal 0 only checks whether the process exists.
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        # A PID that is larger than the platform allows overflows, and belongs to no process either.
        return False
    except OSError:  # the process belongs to another user
        return True
    return True
