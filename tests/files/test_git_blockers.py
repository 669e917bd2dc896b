"""A pipe or device in place of a file that git reads: git would read it without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revi_docs.files import git_process
from revi_docs.files.git_process import NoGitError, git_output
from tests.support.sample_repo import git

LISTING = ("ls-files", "--others", "--exclude-standard")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(git_process, "_PATIENCE_SECONDS", 0.3)
    git(tmp_path, "init", "-q")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").touch()
    return tmp_path


@pytest.mark.parametrize("path", [".gitignore", "folder/.gitignore", ".git/info/exclude", ".git/index", ".git/config"])
def test_git_waits_for_a_pipe(root: Path, path: str) -> None:
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    with pytest.raises(NoGitError) as caught:
        git_output(root, *LISTING)
    assert (str(caught.value), caught.value.fix) == (f"git waits for '{path}', which is a pipe", f"delete '{path}'")


@pytest.mark.parametrize("path", [".git/commondir", ".git/objects/info/alternates", ".git/refs/heads/main"])
def test_git_reads_no_device_without_end(root: Path, path: str) -> None:
    (root / path).parent.mkdir(exist_ok=True, parents=True)
    git(root, "symbolic-ref", "HEAD", "refs/heads/main")
    (root / path).symlink_to("/dev/ptmx")
    with pytest.raises(NoGitError) as caught:
        git_output(root, "log", "-1")
    assert (str(caught.value), caught.value.fix) == (f"git waits for '{path}', which is a device", f"delete '{path}'")


def test_an_empty_device_is_no_matter(root: Path) -> None:
    (root / ".git/info/exclude").unlink(missing_ok=True)
    (root / ".git/info/exclude").symlink_to(os.devnull)
    assert git_output(root, *LISTING) == "folder/file\n"


def test_another_pipe_is_no_matter(root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert git_output(root, *LISTING) == "folder/file\n"


def test_a_slow_answer_is_complete(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_process, "_PATIENCE_SECONDS", 0.0)
    assert git_output(root, "hash-object", "--stdin") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n"
