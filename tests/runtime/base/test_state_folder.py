"""What revi keeps on one machine is outside the story folders, and of one contract and one work tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from revi_docs.runtime.base.state_folder import ignore_local_state, story_state_file


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def work_tree(tmp_path: Path) -> Path:
    root = tmp_path / "work"
    root.mkdir()
    git(root, "init", "-q")
    return root


def test_the_git_directory(work_tree: Path) -> None:
    assert story_state_file(str(work_tree), "A-1", "guard").path == f"{work_tree}/.git/revi/state/%/A-1/guard"
    assert (
        story_state_file(str(work_tree / "a/b"), "A-1", "guard").path == f"{work_tree}/.git/revi/state/a%2Fb/A-1/guard"
    )


def test_each_work_tree_has_its_own(work_tree: Path) -> None:
    git(work_tree, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x")
    git(work_tree, "worktree", "add", "-q", "../other")
    other = work_tree.parent / "other"
    path = story_state_file(str(other), "A-1", "mutex").path
    assert path == f"{work_tree}/.git/worktrees/other/revi/state/%/A-1/mutex"


def test_without_git_the_folder_is_ignored(tmp_path: Path) -> None:
    state = story_state_file(str(tmp_path), "A-1", "mutex")
    assert state.path == f"{tmp_path}/.revi/state/A-1/mutex"
    ignore_local_state(state)
    assert (tmp_path / ".revi/state/.gitignore").read_text() == "*\n"
