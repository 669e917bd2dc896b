"""The locks of a session that ended are released."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.runtime_repository import call, revi


def test_a_session_without_locks_ends(still: Path) -> None:
    process = revi(still, "hook", "SessionEnd", arguments=call(still, "SessionEnd", reason="clear"))
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")


def test_what_revi_itself_took_is_given_back(root: Path) -> None:
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ("lock", "acquire", "TKT-7", "--phase", "make", "--command", "begin")
    assert revi(root, *words, env=env).returncode == 0
    assert revi(root, "hook", "SessionEnd", arguments=call(root, "SessionEnd", reason="other")).returncode == 0
    assert revi(root, "lock", "status", "TKT-7", "--format", "json").stdout.splitlines()[1] == '  "code": "free",'
