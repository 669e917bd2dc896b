"""The git directory that all worktrees of a repository share, found without running git."""

from __future__ import annotations

import os

from revi_docs.files.read_file import read_outside
from revi_docs.records.command_errors import UnavailableError


def git_common_dir(root: str) -> str:
    """Git's common directory of the repository around `root`. Raises UnavailableError outside of one."""
    folder = os.path.abspath(root)
    while True:
        git = os.path.join(folder, ".git")
        if os.path.isdir(git):
            return git
        if os.path.isfile(git):
            return _worktree_common_dir(git)
        parent = os.path.dirname(folder)
        if parent == folder:
            fix = "run the command in a git repository, or set locks.scope to worktree"
            raise UnavailableError("no-git", "locks.scope is repository, and no git repository was found", fix)
        folder = parent


def _worktree_common_dir(git_file: str) -> str:
    """The common directory that the `.git` file of a worktree points to."""
    git_dir = os.path.join(os.path.dirname(git_file), _read_text(git_file).removeprefix("gitdir:").strip())
    try:
        return os.path.normpath(os.path.join(git_dir, _read_text(os.path.join(git_dir, "commondir")).strip()))
    except FileNotFoundError:
        # Only a linked worktree has a `commondir`; the git directory of a submodule is complete.
        return git_dir


def _read_text(path: str) -> str:
    return read_outside(path).decode("utf-8", "surrogateescape")
