"""Locks: who gets them, when they are stale, and that an error never grants one."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from revi_docs.files.yaml.record_text import parse_record
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access
from revi_docs.runtime.locks.calling_process import calling_pid
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.locks.phase_locks import BreakRequest, acquire, break_lock, release, renew
from revi_docs.runtime.locks.process_identity import current_identity
from tests.support import ledgers
from tests.support.lock_requests import ME, YOU


def lock_file(story: StoryPaths) -> Path:
    return Path(story.file("_implementation/.phase-lock"))


def events(story: StoryPaths) -> list[str]:
    return [line.value["event"] for line in read_lines(story.file("_implementation/TRACE.jsonl"))]


def test_one_owner_at_a_time(story: StoryPaths) -> None:
    own_lock = acquire(story, ME).owner
    assert (own_lock.owner_id, own_lock.fence, own_lock.pid, own_lock.host) == (
        "me",
        1,
        calling_pid(),
        os.uname().nodename,
    )
    with pytest.raises(CommandError, match=r"REVI-016 is locked by me for code_review since .* \(fencing token 1\)"):
        acquire(story, YOU)
    assert acquire(story, ME).renewed
    assert acquire(story, ME).owner.fence == 1
    with pytest.raises(CommandError, match="is locked by me for code_review"):
        acquire(story, ME._replace(phase="elaboration", command="elab-story"))
    with pytest.raises(CommandError, match="is locked by me"):
        release(story, "you", "PASS")
    release(story, "me", "PASS")
    assert not lock_file(story).exists()
    assert acquire(story, YOU).owner.fence == 2
    assert events(story) == [
        "lock_taken",
        "phase_start",
        "phase_complete",
        "lock_released",
        "lock_taken",
        "phase_start",
    ]


def test_the_record_is_readable_yaml_with_the_fields_of_the_contract(story: StoryPaths) -> None:
    acquire(story, ME)
    record = parse_record(lock_file(story).read_text())
    assert list(record) == [
        *("phase", "command", "startedAt", "pid", "host", "fence", "owner", "heartbeatAt", "startTime", "bootId")
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({}, "", id="alive"),
        pytest.param({"pid": 2**22 + 1}, "the process exited", id="gone"),
        pytest.param({"start_time": "1"}, "the process exited and its PID was reused", id="number reused"),
        pytest.param({"boot_id": "another"}, "its machine was restarted", id="started anew"),
        pytest.param({"pid": 1, "start_time": ""}, "", id="somebody else's process"),
        pytest.param({"host": "elsewhere", "pid": 2**22 + 1}, "", id="another machine proves nothing"),
        pytest.param({"host": "elsewhere", "heartbeat_ms": 0}, "it stopped sending heartbeats", id="silent elsewhere"),
        pytest.param({"started_ms": 0}, "", id="a long phase with a sign of life"),
        pytest.param({"heartbeat_ms": 2**43}, "", id="a clock that went back"),
    ],
)
def test_when_a_lock_is_stale(story: StoryPaths, change: dict[str, object], reason: str) -> None:
    alive = acquire(story, ME).owner
    changed: LockOwner = alive._replace(**change)  # type: ignore[arg-type]  # the values have the types of their fields
    assert changed.stale_reason(now_ms(), 3_600_000) == reason


def test_a_stale_lock_is_taken_over_with_a_higher_fence(story: StoryPaths) -> None:
    process = subprocess.Popen(["sleep", "60"])
    acquire(story, ME._replace(identity=current_identity("me")._replace(pid=process.pid, start_time="")))
    process.kill()
    process.wait()
    lock = acquire(story, YOU)
    assert (lock.owner.fence, lock.previous.owner_id if lock.previous else "", lock.takeover_reason) == (
        2,
        "me",
        "the process exited",
    )
    with pytest.raises(CommandError, match="is locked by you"):
        renew(story, "me")


def test_the_fence_rises_also_without_guard_and_lock(story: StoryPaths) -> None:
    """A new clone has neither; the ledger knows the highest fence."""
    with exclusive_access(story):
        append_entry(story, "created", now_ms(), {"actor": "a", "status": "pending", "fence": 41})
    assert acquire(story, ME).owner.fence == 42


def test_a_person_breaks_a_lock_by_its_fence(story: StoryPaths) -> None:
    acquire(story, ME)
    with pytest.raises(CommandError, match="the fencing token of the lock is 1, not 2"):
        break_lock(story, BreakRequest(2, "Ada", "dead"))
    break_lock(story, BreakRequest(1, "Ada", "dead"))
    assert current_owner(story) is None
    (entry,) = ledgers.entries(Path(story.folder))
    assert {**entry, "timestamp": ""} == {
        "timestamp": "", "storyId": "REVI-016", "event": "lock-broken", "actor": "Ada", "reason": "dead",
        "phase": "code_review", "owner": "me", "fence": 1,
    }  # fmt: skip
    with pytest.raises(CommandError, match="REVI-016 is not locked"):
        break_lock(story, BreakRequest(1, "Ada", "dead"))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("phase: code_review\n", id="half"),
        pytest.param("phase: [\n", id="no YAML"),
        pytest.param("\x00\xff", id="bytes"),
    ],
)
def test_an_invalid_lock_file_grants_nothing(story: StoryPaths, content: str) -> None:
    lock_file(story).parent.mkdir(parents=True)
    lock_file(story).write_text(content)
    for act in (lambda: acquire(story, ME), lambda: current_owner(story), lambda: release(story, "me", "PASS")):
        with pytest.raises(UnavailableError) as error_info:
            act()
        assert error_info.value.code == "lock-unreadable"
    assert lock_file(story).read_text() == content


def test_an_invalid_guard_grants_nothing(story: StoryPaths) -> None:
    guard = Path(story.state_file("guard").path)
    guard.parent.mkdir(parents=True)
    guard.write_text("many\n")
    with pytest.raises(UnavailableError, match="does not contain a fencing token"):
        acquire(story, ME)
    assert not lock_file(story).exists()


def test_an_unwritable_folder_grants_nothing(story: StoryPaths) -> None:
    Path(story.folder).mkdir(parents=True)
    Path(story.file("_implementation")).write_text("a file in its place")
    with pytest.raises(UnavailableError) as error_info:
        acquire(story, ME)
    assert error_info.value.code == "unreadable-file"  # the state of the lock cannot be read there


def test_waiting_ends_when_the_lock_is_free(story: StoryPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire(story, ME)
    monkeypatch.setattr(time, "sleep", lambda _: current_owner(story) and release(story, "me", "PASS"))
    assert acquire(story, YOU._replace(wait_ms=5000)).owner.owner_id == "you"


def test_no_descriptor_is_left(story: StoryPaths) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        acquire(story, ME)
        release(story, "me", "PASS")
        with pytest.raises(CommandError):
            release(story, "me", "PASS")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_lock_of_a_resumed_session_is_that_of_its_new_process(story: StoryPaths) -> None:
    """The first process of the session has ended; the second one renews, and nobody takes over."""
    gone = subprocess.Popen(["true"])
    gone.wait()
    first = current_identity("session-1")
    acquire(story, ME._replace(identity=first._replace(pid=gone.pid), wait_ms=0))
    lock = acquire(story, ME._replace(identity=first, wait_ms=0))
    assert (lock.renewed, lock.owner.pid) == (True, first.pid)
    with pytest.raises(CommandError, match="is locked by session-1"):
        acquire(story, ME._replace(identity=current_identity("session-2"), wait_ms=0))
