"""Who calls: the session or the process that lives longer than this short command."""

from __future__ import annotations

import os
from typing import NamedTuple

from revi_docs.targets.claude import TARGET as CLAUDE


class ProcessIdentity(NamedTuple):
    """`owner` names the caller to others; the rest says how to tell whether it still lives.

    `start_time` and `boot_id` are "" where the system does not tell them.
    """

    owner_id: str
    pid: int
    host: str
    session: str
    start_time: str
    boot_id: str


def current_identity(owner_id: str = "") -> ProcessIdentity:
    """The caller by what Claude Code sets (its session and process), else by the parent process."""
    session = os.environ.get(CLAUDE.variables.session_id, "")
    pid_text = os.environ.get(CLAUDE.variables.process_id, "")
    pid = int(pid_text) if pid_text.isascii() and pid_text.isdigit() else os.getppid()
    host = os.uname().nodename
    return ProcessIdentity(
        owner_id or session or f"{host}:{pid}:{start_time(pid)}",
        pid,
        host,
        session,
        start_time(pid),
        boot_id(),
    )


def start_time(pid: int) -> str:
    """When a process was started, in ticks since the machine was; "" where nobody can tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            return stream.read().rpartition(b")")[2].split()[19].decode()
    except (OSError, IndexError):
        return ""


def boot_id() -> str:
    """What names this run of the machine; "" where nobody can tell."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as stream:
            return stream.read().strip()
    except OSError:
        return ""
