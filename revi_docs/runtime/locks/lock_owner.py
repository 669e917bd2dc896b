"""The owner of a phase lock, and whether its process is still running."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.time_formats import format_time, now_ms, parse_time_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.claims.protocol import ClaimState
from revi_docs.runtime.locks.process_identity import (
    BootIdentity,
    ProcessIdentity,
    boot_id,
    current_identity,
    process_name,
    start_time,
    suspended_ms,
)


class LockOwner(NamedTuple):
    """The owner of a phase lock. `fence`, its fencing token, is higher than that of every earlier owner."""

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

    def __str__(self) -> str:
        return f"{self.owner_id} for {self.phase} (fencing token {self.fence})"

    def to_record(self, repository: Repository) -> dict[str, Any]:
        """The record as it is stored."""
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

    def is_same_process(self, identity: ProcessIdentity) -> bool:
        """Whether a process took the lock without naming another owner."""
        fields = ("pid", "host", "start_time", "boot_id")
        is_unnamed = self.owner_id in (self.session, process_name(self.host, self.pid, self.start_time))
        return is_unnamed and bool(self.start_time) and all(getattr(self, n) == getattr(identity, n) for n in fields)

    def stale_reason(self, now_ms: int, stale_after_ms: int) -> str:
        """Why the lock may be taken over; "" if its owner may still be running.

        On this machine, a restart, an exited process or a reused PID proves that the owner is gone. Elsewhere, and
        in another namespace of this machine, only a heartbeat older than `stale_after_ms` does; the time in which this
        machine was suspended does not count. The duration of the phase proves nothing.
        """
        age_ms = now_ms - self.heartbeat_ms
        owner, caller = BootIdentity.parse(self.boot_id), BootIdentity.parse(boot_id())
        if self.host == os.uname().nodename:
            if owner.boot and owner.boot == caller.boot:
                age_ms -= suspended_ms()
            reason = self._end_on_this_host(owner, caller)
            if reason:
                return reason
        return "it stopped sending heartbeats" if age_ms >= stale_after_ms else ""

    def _end_on_this_host(self, owner: BootIdentity, caller: BootIdentity) -> str:
        """Why the process is gone; "" if it may still be running, or ran on another machine with this name."""
        if owner.boot and caller.boot and owner.boot != caller.boot:
            # Containers on two machines can have one name, and the files of one image.
            is_other = owner.is_container or (owner.machine and owner.machine != caller.machine)
            return "" if is_other else "its machine was restarted"
        # A record of an earlier version has no namespaces, or no time namespace.
        if owner.namespaces not in ("", caller.namespaces):
            return ""
        return _exit_reason(self.pid, self.start_time)


def _exit_reason(pid: int, expected_start: str) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "the process exited"
    except OSError:  # no permission to signal it, so the process is running as another user
        return ""
    current_start = start_time(pid)
    is_reused = expected_start and current_start and current_start != expected_start
    return "the process exited and its PID was reused" if is_reused else ""


def current_owner(story: StoryPaths) -> LockOwner | None:
    """The owner of the story's lock, None if the story is not locked. Does not wait."""
    return claim_owner(story.repository.claims.read(story.id))


def claim_owner(state: ClaimState) -> LockOwner | None:
    """The owner of a claim, None if there is none. Its heartbeat is as old as the store says, if that has a clock."""
    if state.record is None:
        return None
    owner = parse_lock_owner(state.record)
    if state.unchanged_ms is None:
        return owner
    return owner._replace(heartbeat_ms=now_ms() - state.unchanged_ms)


def caller_identity(story: StoryPaths, owner_id: str = "") -> ProcessIdentity:
    """The caller; the owner of the story's lock if the same process took it.

    Calls of one agent can differ in whether the variable with its session reaches them.
    """
    identity = current_identity(owner_id)
    if owner_id or not story.repository.has_locks:
        return identity
    owner = None
    # The command itself reports a lock that cannot be read.
    with suppress(CommandError, UnavailableError):
        owner = current_owner(story)
    if owner is None or not owner.is_same_process(identity):
        return identity
    # A process can have several sessions, one after the other.
    if owner.session and identity.session and owner.session != identity.session:
        return identity
    return identity._replace(owner_id=owner.owner_id, session=identity.session or owner.session)


def parse_lock_owner(record: Mapping[str, Any]) -> LockOwner:
    """The owner in a valid lock record."""
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


def renewed_owner(owner: LockOwner, identity: ProcessIdentity, now_ms: int) -> LockOwner:
    """The owner with a new heartbeat and the process that runs now: a session may be resumed in another one."""
    fields = {name: value for name, value in identity._asdict().items() if name != "owner_id"}
    fields["session"] = identity.session or owner.session
    # A clock that was set back must not make a heartbeat older.
    return owner._replace(heartbeat_ms=max(now_ms, owner.heartbeat_ms), **fields)


def new_lock_owner(phase: str, command: str, identity: ProcessIdentity, fence: int, now_ms: int) -> LockOwner:
    """An owner whose work starts now."""
    return LockOwner(phase, command, fence=fence, started_ms=now_ms, heartbeat_ms=now_ms, **identity._asdict())
