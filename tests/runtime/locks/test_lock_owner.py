"""Whether the owner of a lock is gone, and its record."""

from __future__ import annotations

import os
import subprocess

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.locks import lock_owner
from revi_docs.runtime.locks.lock_owner import (
    LockOwner,
    caller_identity,
    new_lock_owner,
    parse_lock_owner,
    renewed_owner,
)
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire, renew
from revi_docs.runtime.locks.process_identity import boot_id, current_identity, start_time, suspended_ms

HOUR = 3_600_000
HERE, BORN = os.uname().nodename, start_time(os.getpid())
BOOT, NAMESPACES, MACHINE = boot_id().split("/")
FIRST = "4026531836.4026531834"
"""The PID and the time namespace outside of containers."""
ME = LockOwner("make", "build", "me", 3, 0, 0, os.getpid(), HERE, "s1", BORN, boot_id())


def exited_pid() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("owner", "now_ms", "reason"),
    [
        pytest.param(ME, HOUR - 1, "", id="at work"),
        pytest.param(ME, HOUR, "it stopped sending heartbeats", id="silent"),
        pytest.param(ME._replace(pid=exited_pid()), 0, "the process exited", id="exited"),
        pytest.param(ME._replace(host="elsewhere", pid=exited_pid()), 0, "", id="elsewhere nothing is known"),
        pytest.param(ME._replace(boot_id="other"), 0, "its machine was restarted", id="restarted"),
        pytest.param(
            ME._replace(boot_id=f"{BOOT}/1", pid=exited_pid()), 0, "", id="another PID namespace of this machine"
        ),
        pytest.param(
            ME._replace(boot_id=f"{BOOT}/{NAMESPACES}1/{MACHINE}", start_time="1"), 0, "", id="another time namespace"
        ),
        pytest.param(ME._replace(boot_id="other/1"), 0, "", id="a container, here or on a machine of this name"),
        pytest.param(ME._replace(boot_id="other/1"), HOUR, "it stopped sending heartbeats", id="a silent container"),
        pytest.param(
            ME._replace(boot_id=f"other/{FIRST}/{MACHINE}"), 0, "its machine was restarted", id="restarted, by its id"
        ),
        pytest.param(ME._replace(boot_id=f"other/{FIRST}/0"), 0, "", id="another machine of this name"),
        pytest.param(ME._replace(boot_id=BOOT, pid=exited_pid()), 0, "the process exited", id="an earlier version"),
        pytest.param(ME._replace(start_time="1"), 0, "the process exited and its PID was reused", id="reused"),
    ],
)
def test_stale(owner: LockOwner, now_ms: int, reason: str) -> None:
    assert owner.stale_reason(now_ms, HOUR) == reason


def test_the_time_asleep_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that was suspended for three hours: its own processes were, too."""
    monkeypatch.setattr(lock_owner, "suspended_ms", lambda: 3 * HOUR)
    assert ME.stale_reason(4 * HOUR - 1, HOUR) == ""
    assert ME.stale_reason(4 * HOUR, HOUR) == "it stopped sending heartbeats"
    assert ME._replace(boot_id="").stale_reason(HOUR, HOUR) == "it stopped sending heartbeats"
    assert ME._replace(host="elsewhere").stale_reason(HOUR, HOUR) == "it stopped sending heartbeats"
    assert suspended_ms() >= 0


def test_a_renewed_owner_is_the_process_that_runs_now() -> None:
    now = current_identity("me")
    renewed = renewed_owner(ME._replace(pid=exited_pid(), heartbeat_ms=5), now, 3)
    assert (renewed.pid, renewed.owner_id, renewed.heartbeat_ms, renewed.fence) == (now.pid, "me", 5, ME.fence)


def test_a_record_is_read_as_it_was_written(workflow: Repository) -> None:
    owner = new_lock_owner("make", "build", current_identity("ada"), 4, 1_770_000_000_123)
    record = owner.to_record(workflow)
    assert parse_lock_owner(record) == owner
    assert (record["fence"], record["owner"], record["heartbeatAt"]) == (4, "ada", record["startedAt"])
    assert str(owner) == "ada for make (fencing token 4)"


@pytest.mark.parametrize(
    ("owner", "session", "same"),
    [
        pytest.param({"owner_id": "s1", "session": "s1"}, "", True, id="a call without the session"),
        pytest.param({"session": ""}, "s1", True, id="a call with the session"),
        pytest.param({"owner_id": "s1", "session": "s1"}, "s2", False, id="another session of the process"),
        pytest.param({"owner_id": "ada", "session": "s1"}, "", False, id="a named owner"),
        pytest.param({"owner_id": "s1", "session": "s1", "start_time": "1"}, "", False, id="another process"),
    ],
)
def test_calls_of_one_process_have_one_owner(
    story: StoryPaths, monkeypatch: pytest.MonkeyPatch, owner: dict[str, str], session: str, same: bool
) -> None:
    for name, value in (("CLAUDE_PID", str(os.getpid())), ("CLAUDE_CODE_SESSION_ID", "")):
        monkeypatch.setenv(name, value)
    identity = current_identity()._replace(**owner)  # type: ignore[arg-type]  # only fields of text
    acquire(story, LockRequest(identity, "elaboration", "elab-story"))
    monkeypatch.setenv("CLAUDE_CODE_SESSION_ID", session)
    caller = caller_identity(story)
    assert (caller.owner_id == identity.owner_id) == same
    if same:
        renew(story, caller.owner_id)
        assert caller_identity(story) == caller
    assert caller_identity(story, "ada").owner_id == "ada"
