"""All worktrees of a repository share one lock."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import acquire, release
from tests.support.changed_contract import changed_contract
from tests.support.lock_requests import ME, YOU


def test_one_lock_for_all_worktrees(repository: Path) -> None:
    """With the scope `repository`, a lock in one worktree locks the story in the other."""
    with changed_contract(repository) as contract:
        contract["locks"]["scope"] = "repository"
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"],
        ["worktree", "add", "-q", "other"],
    ):
        subprocess.run(["git", *words], cwd=repository, check=True)
    main_story, worktree_story = (
        open_repository(str(item)).story_paths("REVI-016") for item in (repository, repository / "other")
    )
    acquire(main_story, ME)
    with pytest.raises(CommandError, match="is locked by me"):
        acquire(worktree_story, YOU)
    assert current_owner(worktree_story) == current_owner(main_story)
    assert (repository / ".git/revi/REVI-016/phase-lock").is_file()
    release(worktree_story, "me", "PASS")
    assert acquire(worktree_story, YOU).owner.fence == 2
