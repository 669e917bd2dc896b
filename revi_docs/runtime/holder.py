"""Who holds a story: the record of the phase lock as a value, and whether its holder still lives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.times import read_ms, written
from revi_docs.runtime.caller import Caller, boot_id, start_time
from revi_docs.runtime.workflow import Workflow

STALE_MS = 3_600_000
"""Without a sign of life for so long a lock is stale, where the contract does not say."""


class Holder(NamedTuple):
    """The holder of a phase lock. `fence` is higher than that of every holder before."""

    phase: str
    command: str
    owner: str
    fence: int
    started_ms: int
    heartbeat_ms: int
    pid: int
    host: str
    session: str = ""
    start_time: str = ""
    boot_id: str = ""

    def record(self, workflow: Workflow) -> dict[str, Any]:
        """The record as it is written."""
        said = {
            "phase": self.phase,
            "command": self.command,
            "startedAt": written(self.started_ms, workflow.zone),
            "pid": self.pid,
            "host": self.host,
            "fence": self.fence,
            "owner": self.owner,
            "heartbeatAt": written(self.heartbeat_ms, workflow.zone),
            "sessionId": self.session,
            "startTime": self.start_time,
            "bootId": self.boot_id,
        }
        return {name: value for name, value in said.items() if value != ""}

    def why_stale(self, now_ms: int, stale_after_ms: int) -> str:
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
        return _why_dead(self.pid, self.start_time)


def _why_dead(pid: int, started: str) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "its process has ended"
    except OSError:  # it is somebody else's, so it lives
        return ""
    now = start_time(pid)
    return "its process has ended, and its number is another's" if started and now and now != started else ""


def holder_of(record: Mapping[str, Any]) -> Holder:
    """The holder that a sound record states."""
    return Holder(
        phase=record["phase"],
        command=record["command"],
        owner=record["owner"],
        fence=record["fence"],
        started_ms=read_ms(record["startedAt"]) or 0,
        heartbeat_ms=read_ms(record["heartbeatAt"]) or 0,
        pid=record["pid"],
        host=record["host"],
        session=record.get("sessionId", ""),
        start_time=record.get("startTime", ""),
        boot_id=record.get("bootId", ""),
    )


def new_holder(phase: str, command: str, who: Caller, fence: int, now_ms: int) -> Holder:
    """A holder that begins now."""
    return Holder(
        phase,
        command,
        who.owner,
        fence,
        now_ms,
        now_ms,
        who.pid,
        who.host,
        who.session,
        who.start_time,
        who.boot_id,
    )
