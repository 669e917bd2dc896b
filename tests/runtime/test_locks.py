"""Locks: who gets them, when they are stale, and that an error never grants one."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from revi_docs.records import plain_yaml
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths, open_repository
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.locks.phase_locks import BreakRequest, LockRequest, acquire, break_lock, release, renew
from revi_docs.runtime.locks.process_identity import current_identity
from tests.runtime.conftest import Revi
from tests.support import ledgers

ME = LockRequest(current_identity("me"), "code_review", "dev-code-review", 0)
YOU = LockRequest(current_identity("you"), "code_review", "dev-code-review", 0)


def lock_file(story: StoryPaths) -> Path:
    return Path(story.file("_implementation/.phase-lock"))


def events(story: StoryPaths) -> list[str]:
    return [line.value["event"] for line in read_lines(story.file("_implementation/TRACE.jsonl"))]


def test_one_owner_at_a_time(story: StoryPaths) -> None:
    own_lock = acquire(story, ME).owner
    assert (own_lock.owner_id, own_lock.fence, own_lock.pid, own_lock.host) == (
        "me",
        1,
        os.getppid(),
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
    record = plain_yaml.load(lock_file(story).read_text())
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
    lock_file(story).parent.mkdir(parents=True)
    lock_file(story).with_name(".phase-lock.guard").write_text("many\n")
    with pytest.raises(UnavailableError, match="does not contain a fencing token"):
        acquire(story, ME)
    assert not lock_file(story).exists()


def test_an_unwritable_folder_grants_nothing(story: StoryPaths) -> None:
    Path(story.folder).mkdir(parents=True)
    Path(story.file("_implementation")).write_text("a file in its place")
    with pytest.raises(UnavailableError) as error_info:
        acquire(story, ME)
    assert error_info.value.code == "unwritable-file"


def test_waiting_ends_when_the_lock_is_free(story: StoryPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire(story, ME)
    monkeypatch.setattr(time, "sleep", lambda _: current_owner(story) and release(story, "me", "PASS"))
    assert acquire(story, YOU._replace(wait_ms=5000)).owner.owner_id == "you"


def test_one_lock_for_all_worktrees(repository: Path) -> None:
    """With the scope `repository`, a lock in one worktree locks the story in the other."""
    text = (repository / "generated/contract.json").read_text()
    (repository / "generated/contract.json").write_text(text.replace('"scope": "worktree"', '"scope": "repository"'))
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
        ["worktree", "add", "-q", "other"],
    ):
        subprocess.run(["git", *words], cwd=repository, check=True)
    main_story, worktree_story = (
        open_repository(str(item)).story("REVI-016") for item in (repository, repository / "other")
    )
    acquire(main_story, ME)
    with pytest.raises(CommandError, match="is locked by me"):
        acquire(worktree_story, YOU)
    assert current_owner(worktree_story) == current_owner(main_story)
    assert (repository / ".git/revi/REVI-016/phase-lock").is_file()
    release(worktree_story, "me", "PASS")
    assert acquire(worktree_story, YOU).owner.fence == 2


def test_no_descriptor_is_left(story: StoryPaths) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        acquire(story, ME)
        release(story, "me", "PASS")
        with pytest.raises(CommandError):
            release(story, "me", "PASS")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_by_the_command_line(revi: Revi, story: StoryPaths) -> None:
    unknown = revi("lock", "acquire", "REVI-016", "--phase", "code_review", session="a")
    assert (unknown.exit, unknown.code, Path(story.folder).exists()) == (1, "unknown-story", False)
    assert revi("story", "new", "REVI-016", "--title", "A story").code == "created"
    take = ("lock", "acquire", "REVI-016", "--phase", "code_review")
    error_info = revi(*take, session="a")
    assert (error_info.exit, error_info.code, error_info.document["fix"]) == (0, "acquired", "")
    assert revi("lock", "status", "REVI-016").code == "held"
    lock_key = revi(*take, "--wait", "0s", session="b")
    assert (lock_key.exit, lock_key.code) == (1, "lock-held")
    assert revi("lock", "renew", "REVI-016", session="a").code == "renewed"
    assert revi("lock", "release", "REVI-016", "--status", "GOOD", session="a").code == "unknown-status"
    assert revi("lock", "release", "REVI-016", "--status", "FAIL", session="a").code == "released"
    assert revi("lock", "status", "REVI-016").code == "free"
    several = revi("lock", "acquire", "REVI-016", "--phase", "dev_implementation", session="a")
    assert several.document == {
        "code": "ambiguous-command",
        "message": "2 commands belong to dev_implementation",
        "fix": "add --command dev-fix-story|dev-implement-story",
    }
    assert revi("lock", "acquire", "REVI-016", "--phase", "nowhere", session="a").code == "not-in-contract"
