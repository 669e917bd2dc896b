"""Who holds a story: the record of the phase lock as a value, and whether its holder still lives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.time_formats import format_time, parse_time_ms
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.locks.process_identity import ProcessIdentity, boot_id, start_time

DEFAULT_STALE_MS = 3_600_000
"""Without a sign of life for so long a lock is stale, where the contract does not say."""


class LockOwner(NamedTuple):
    """The holder of a phase lock. `fence` is higher than that of every holder before."""

    phase: str
    command: str
    owner_id: str
    fence: int
    started_ms: int
    heartbeat_ms: int
    pid: int
    host: str
    session: str = ""
    start_time: str = ""
    boot_id: str = ""

    def to_record(self, repository: Repository) -> dict[str, Any]:
        """The record as it is written."""
        fields = {
            "phase": self.phase,
            "command": self.command,
            "startedAt": format_time(self.started_ms, repository.zone),
            "pid": self.pid,
            "host": self.host,
            "fence": self.fence,
            "owner": self.owner_id,
            "heartbeatAt": format_time(self.heartbeat_ms, repository.zone),
            "sessionId": self.session,
            "startTime": self.start_time,
            "bootId": self.boot_id,
        }
        return {name: value for name, value in fields.items() if value != ""}

    def stale_reason(self, now_ms: int, stale_after_ms: int) -> str:
        """Why nobody needs to wait for this holder; "" where it may still live.

        Dead is only what is proven on this machine: the machine was started anew, the process is gone, or its
        number is another's by now. Else a sign of life must be older than `stale_after_ms`; how long the
        phase takes says nothing.
        """
        if now_ms - self.heartbeat_ms >= stale_after_ms:
            return "it has given no sign of life"
        if self.host != os.uname().nodename:
            return ""
        if self.boot_id and boot_id() and self.boot_id != boot_id():
            return "its machine was started anew"
        return _exit_reason(self.pid, self.start_time)


def _exit_reason(pid: int, expected_start: str) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "its process has ended"
    except OSError:  # it is somebody else's, so it lives
        return ""
    current_start = start_time(pid)
    return (
        "its process has ended, and its number is another's"
        if expected_start and current_start and current_start != expected_start
        else ""
    )


def parse_lock_owner(record: Mapping[str, Any]) -> LockOwner:
    """The holder that a sound record states."""
    return LockOwner(
        phase=record["phase"],
        command=record["command"],
        owner_id=record["owner"],
        fence=record["fence"],
        started_ms=parse_time_ms(record["startedAt"]) or 0,
        heartbeat_ms=parse_time_ms(record["heartbeatAt"]) or 0,
        pid=record["pid"],
        host=record["host"],
        session=record.get("sessionId", ""),
        start_time=record.get("startTime", ""),
        boot_id=record.get("bootId", ""),
    )


def new_lock_owner(phase: str, command: str, identity: ProcessIdentity, fence: int, now_ms: int) -> LockOwner:
    """A holder that begins now."""
    return LockOwner(
        phase,
        command,
        identity.owner_id,
        fence,
        now_ms,
        now_ms,
        identity.pid,
        identity.host,
        identity.session,
        identity.start_time,
        identity.boot_id,
    )
