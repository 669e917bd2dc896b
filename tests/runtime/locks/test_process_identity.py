"""Who calls: the session that Claude Code names, else the process that calls."""

from __future__ import annotations

import os
import subprocess

import pytest

from revi_docs.runtime.locks.calling_process import calling_pid
from revi_docs.runtime.locks.process_identity import boot_id, current_identity, start_time


def test_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDE_CODE_SESSION_ID", "s1")
    monkeypatch.setenv("CLAUDE_PID", str(os.getpid()))
    identity = current_identity()
    assert (identity.owner_id, identity.session, identity.pid) == ("s1", "s1", os.getpid())
    assert (identity.start_time, identity.boot_id) == (start_time(os.getpid()), boot_id())
    assert current_identity("ada").owner_id == "ada"


@pytest.mark.parametrize("pid", ["", "x", "٣"])
def test_without_a_session_the_calling_process_counts(monkeypatch: pytest.MonkeyPatch, pid: str) -> None:
    monkeypatch.delenv("CLAUDE_CODE_SESSION_ID", raising=False)
    monkeypatch.setenv("CLAUDE_PID", pid)
    identity = current_identity()
    assert identity.pid == calling_pid()
    assert identity.owner_id == f"{os.uname().nodename}:{calling_pid()}:{start_time(calling_pid())}"


def test_a_process_that_exited_has_no_start_time() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    assert start_time(process.pid) == ""
    assert start_time(os.getpid()).isdigit()
