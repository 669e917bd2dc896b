"""Git runs nothing that a repository names, and reads the repository that it is asked about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files import git_history
from revi_docs.files.git_files import ignored_paths, is_tracked
from revi_docs.files.git_process import NoGitError, git_output
from tests.support.sample_repo import git, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two commits and a changed file."""
    root = tmp_path / "root"
    for text in ("one\n", "one\ntwo\n"):
        write(root, "logs/a.txt", text)
        write(root, ".gitignore", "*.log\n")
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "x")
    write(root, "logs/a.txt", "changed\n")
    write(root, "b.log", "")
    return root


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A program that leaves a file when it runs."""
    path = write(tmp_path, "run.sh", f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\nexit 0\n")
    path.chmod(0o755)
    return path


def read_everything(root: Path) -> None:
    """Call each function that reads a repository."""
    assert git_history.has_history(root)
    assert not git_history.is_shallow(root)
    assert git_history.is_commit(root, git_history.head_commit(root))
    changes = [*git_history.committed_changes(root, "."), *git_history.uncommitted_changes(root, ".", lambda _: True)]
    assert "logs/a.txt" in [change.new_path for change in changes if not change.commit]
    assert git_history.read_objects(root, [change.old_object_id for change in changes])
    assert "logs/a.txt" in git_history.present_files(root, "logs")
    assert ignored_paths(root) == frozenset({"b.log"})
    assert is_tracked(root, "logs")


SETTINGS = (
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "core.gitProxy",
    "core.askPass",
    "core.editor",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "diff.hostile.command",
    "diff.hostile.textconv",
    "filter.hostile.clean",
    "filter.hostile.smudge",
    "filter.hostile.process",
    "gpg.program",
    "gpg.ssh.program",
    "pager.log",
    "pager.ls-files",
    "uploadpack.packObjectsHook",
    "alias.ls-files",
    "interactive.diffFilter",
)


@pytest.mark.parametrize("included", [False, True])
def test_no_setting_starts_a_program(repository: Path, script: Path, tmp_path: Path, included: bool) -> None:
    write(repository, ".gitattributes", "* filter=hostile diff=hostile\n")
    file = str(tmp_path / "included") if included else str(repository / ".git/config")
    for name in SETTINGS:
        git(repository, "config", "--file", file, name, str(script))
    for name, value in {"log.showSignature": "true", "core.hooksPath": str(script.parent)}.items():
        git(repository, "config", "--file", file, name, value)
    if included:
        git(repository, "config", "include.path", file)
    (repository / "logs/a.txt").touch()
    read_everything(repository)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("target", ["/dev/zero", "../../outside", "a.txt"])
def test_a_file_that_became_a_link_to_elsewhere_is_changed_and_not_read(repository: Path, target: str) -> None:
    (repository / "logs/a.txt").unlink()
    (repository / "logs/a.txt").symlink_to(target)
    write(repository.parent, "outside", "one\ntwo\n")
    (change,) = git_history.uncommitted_changes(repository, "logs", lambda _: True)
    assert (change.old_path, change.new_object_id) == ("logs/a.txt", git_history.NULL_OBJECT_ID)


def test_a_partial_clone_fetches_nothing(repository: Path, script: Path, tmp_path: Path) -> None:
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{script} %S",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(script),
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }.items():
        git(repository, "config", name, value)
    assert git_history.read_objects(repository, ["1" * 40]) == {}
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "variable",
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"],
)
def test_variables_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    read_everything(repository)


def test_configuration_in_variables_is_not_used(
    repository: Path, script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(script))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))
    read_everything(repository)
    assert not (tmp_path / "ran").exists()


def test_another_work_tree_in_the_settings_is_not_used(repository: Path, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/c.log", "")
    git(repository, "config", "core.worktree", str(tmp_path / "elsewhere"))
    read_everything(repository)


def hide_with_a_replacement(root: Path) -> None:
    first, second = git(root, "rev-parse", "HEAD~1", "HEAD").split()
    git(root, "replace", second, first)


def hide_with_a_graft(root: Path) -> None:
    write(root, ".git/info/grafts", git(root, "rev-parse", "HEAD"))


@pytest.mark.parametrize("hide", [hide_with_a_replacement, hide_with_a_graft])
def test_the_committed_history_is_read(repository: Path, hide: Callable[[Path], None]) -> None:
    hide(repository)
    commits = {change.commit for change in git_history.committed_changes(repository, ".")}
    assert len(commits) == 2


def test_lines_that_a_merge_dropped_are_in_the_history(repository: Path) -> None:
    git(repository, "checkout", "-q", "-f", "-b", "side")
    write(repository, "logs/side.txt", "lost\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "side")
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "-s", "ours", "-m", "merge", "side")
    changes = list(git_history.committed_changes(repository, "logs"))
    side_changes = [change for change in changes if change.old_path == "logs/side.txt"]
    assert git_history.NULL_OBJECT_ID in {change.new_object_id for change in side_changes}


def test_paths_are_relative_to_a_root_in_a_subfolder(repository: Path) -> None:
    changes = git_history.committed_changes(repository / "logs", ".")
    assert {change.new_path for change in changes} == {"a.txt"}
    changes = git_history.uncommitted_changes(repository / "logs", ".", lambda path: path == "a.txt")
    assert [change.new_path for change in changes] == ["a.txt"]


def test_committed_files_that_look_like_a_bare_repository_are_no_repository(repository: Path, script: Path) -> None:
    bare = repository / "logs"
    git(repository, "init", "-q", "--bare", str(bare))
    git(bare, "--git-dir", str(bare), "config", "core.fsmonitor", str(script))
    git(bare, "--git-dir", str(bare), "config", "core.bare", "false")
    git(bare, "--git-dir", str(bare), "config", "core.worktree", str(repository))
    with pytest.raises(NoGitError, match="cannot use bare repository"):
        git_output(bare, "rev-parse", "--show-prefix")
    assert not (script.parent / "ran").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_repository_of_another_user_is_a_clear_finding(repository: Path) -> None:
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(NoGitError) as raised:
        ignored_paths(repository)
    assert str(raised.value) == f"git does not read {repository}, because it belongs to another user"
    assert raised.value.fix == f"if you trust it, run: git config --global --add safe.directory {repository}"
