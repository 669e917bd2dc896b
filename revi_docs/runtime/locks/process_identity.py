"""The identity of the caller: its session, or the process that outlives this short command."""

from __future__ import annotations

import os
from typing import NamedTuple

from revi_docs.targets.claude import TARGET as CLAUDE


class ProcessIdentity(NamedTuple):
    """`owner_id` names the caller to others; the other fields show whether it is still running.

    `start_time` and `boot_id` are "" on systems without /proc. `boot_id` ends with the PID namespace, such as that of
    a container: in another one the same PID is another process.
    """

    owner_id: str
    pid: int
    host: str
    session: str
    start_time: str
    boot_id: str


def current_identity(owner_id: str = "") -> ProcessIdentity:
    """The caller, by the variables that Claude Code sets for its session, else by the process that calls."""
    session = os.environ.get(CLAUDE.variables.session_id, "")
    pid_text = os.environ.get(CLAUDE.variables.process_id, "")
    pid = int(pid_text) if pid_text.isascii() and pid_text.isdigit() else _calling_pid()
    host = os.uname().nodename
    started = start_time(pid)
    return ProcessIdentity(owner_id or session or f"{host}:{pid}:{started}", pid, host, session, started, boot_id())


def _calling_pid() -> int:
    # Late: no hook needs it, because its platform names its process.
    from revi_docs.runtime.locks.calling_process import calling_pid

    return calling_pid()


def start_time(pid: int) -> str:
    """When a process started, in clock ticks since boot; "" if unknown."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            return stream.read().rpartition(b")")[2].split()[19].decode()
    except (OSError, IndexError):
        # Without /proc, or after the process exited. A reused PID cannot be recognized then.
        return ""


def boot_id() -> str:
    """The id of the current boot of this machine, a slash and the PID namespace of the caller; "" if unknown."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as stream:
            return f"{stream.read().strip()}/{os.readlink('/proc/self/ns/pid').strip('pid:[]')}"
    except OSError:
        return ""
