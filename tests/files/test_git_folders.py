"""The git directory around a folder, found without git."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.git_folders import GitFolders, find_git_folders, private_git_folder
from tests.support.sample_repo import git, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "main"
    root.mkdir()
    git(root, "init", "-q")
    write(root, "a.md", "x\n")
    git(root, "add", "a.md")
    git(root, "commit", "-qm", "start")
    return root


def test_a_repository_and_its_worktree(repository: Path) -> None:
    (repository / "deep/er").mkdir(parents=True)
    folders = find_git_folders(str(repository / "deep/er"))
    git_folder = str(repository / ".git")
    assert folders == GitFolders(work_tree=str(repository), git_folder=git_folder, common_folder=git_folder)
    assert private_git_folder(folders) == str(repository / ".git")
    git(repository, "worktree", "add", "-q", "../other")
    other = find_git_folders(str(repository.parent / "other"))
    assert other is not None
    assert other.common_folder == str(repository / ".git")
    assert private_git_folder(other) == other.git_folder


def test_a_folder_that_only_looks_like_one(repository: Path, tmp_path: Path) -> None:
    (repository / "inner/.git").mkdir(parents=True)
    folders = find_git_folders(str(repository / "inner"))
    assert folders is not None
    assert folders.work_tree == str(repository)
    write(repository, "inner/link", "")
    assert find_git_folders(str(tmp_path)) is None


def test_a_git_file_that_its_target_does_not_name_is_not_trusted(repository: Path, tmp_path: Path) -> None:
    write(tmp_path, "foreign/.git", f"gitdir: {repository / '.git'}\n")
    folders = find_git_folders(str(tmp_path / "foreign"))
    assert folders is not None
    assert folders.git_folder == str(repository / ".git")
    assert private_git_folder(folders) == ""
