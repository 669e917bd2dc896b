"""The identity of the caller: its session, or the process that outlives this short command."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from revi_docs.targets.claude import TARGET as CLAUDE


class ProcessIdentity(NamedTuple):
    """`owner_id` names the caller to others; the other fields show whether it is still running.

    `start_time` and `boot_id` are "" on systems without /proc. `boot_id` has the boot, the namespaces, such as those of
    a container, and the machine, separated by slashes: in another namespace the same PID is another process.
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
    owner_id = owner_id or session or process_name(host, pid, started)
    return ProcessIdentity(owner_id, pid, host, session, started, boot_id())


def process_name(host: str, pid: int, started: str) -> str:
    """The owner that a call without a session has."""
    return f"{host}:{pid}:{started}"


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


class BootIdentity(NamedTuple):
    """A boot of a machine, and the namespaces of a process in it; each is "" if unknown."""

    boot: str
    namespaces: str = ""
    machine: str = ""

    @classmethod
    def parse(cls, text: str) -> BootIdentity:
        """Read the text of `boot_id`; earlier versions wrote neither the machine nor the time namespace."""
        return cls(*text.split("/")[:3])

    @property
    def is_container(self) -> bool:
        """Whether the process is not in the first PID namespace of its machine."""
        return self.namespaces.partition(".")[0] not in ("", _FIRST_PID_NAMESPACE)


_FIRST_PID_NAMESPACE = "4026531836"
"""The number that Linux gives to the PID namespace of each boot (PROC_PID_INIT_INO)."""


def boot_id() -> str:
    """The id of the current boot of this machine, the PID and time namespaces of the caller, and the machine."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as stream:
            boot = stream.read().strip()
        return "/".join((boot, ".".join(_namespaces()), _machine()))
    except OSError:
        return ""


def _namespaces() -> Iterator[str]:
    # A time namespace has its own start times of processes. Linux has them since 5.6.
    for kind in ("pid", "time"):
        with suppress(FileNotFoundError):
            yield os.readlink(f"/proc/self/ns/{kind}").strip("pidtme:[]")


def _machine() -> str:
    """A digest of the machine's id, which must not be published; "" if it has none, as in most containers."""
    from hashlib import sha256

    try:
        with open("/etc/machine-id", "rb") as stream:
            text = stream.read().strip()
    except OSError:
        return ""
    return sha256(b"revi-docs:" + text).hexdigest()[:12] if text else ""


def suspended_ms() -> int:
    """How long this machine was suspended since its boot; 0 if it cannot tell."""
    boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_clock is None:
        return 0
    return max(int((time.clock_gettime(boot_clock) - time.clock_gettime(time.CLOCK_MONOTONIC)) * 1000), 0)
