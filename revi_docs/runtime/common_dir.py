"""The folder that all worktrees of a repository share, found without starting git."""

from __future__ import annotations

import os

from revi_docs.records.refusal import BrokenError


def common_dir(root: str) -> str:
    """Git's common directory of the repository that holds `root`. Raises BrokenError where there is none."""
    folder = os.path.abspath(root)
    while True:
        git = os.path.join(folder, ".git")
        if os.path.isdir(git):
            return git
        if os.path.isfile(git):
            return _of_worktree(git)
        above = os.path.dirname(folder)
        if above == folder:
            fix = "run it in a git repository, or let locks.scope be worktree"
            raise BrokenError("no-git", "a lock for the whole repository needs git", fix)
        folder = above


def _of_worktree(file: str) -> str:
    """What the `.git` file of a worktree leads to."""
    with open(file, encoding="utf-8") as stream:
        own = os.path.join(os.path.dirname(file), stream.read().removeprefix("gitdir:").strip())
    try:
        with open(os.path.join(own, "commondir"), encoding="utf-8") as stream:
            return os.path.normpath(os.path.join(own, stream.read().strip()))
    except FileNotFoundError:
        return own
