"""Report caches in the work tree. They are never read: whoever commits to the repository could have written them."""

from __future__ import annotations

import os
from pathlib import Path

from revi_docs.files.git_files import is_tracked
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import NoGitError
from revi_docs.problems.problem import Place, Problem

FOLDER = ".revi/cache"
"""Where a cache was kept before it moved out of the work tree."""


def committed_cache_problems(root: Path) -> tuple[Problem, ...]:
    """A warning if git tracks a cache, or, without git, if there is one."""
    if not os.path.lexists(root / FOLDER) or not _is_committed(root):
        return ()
    fix = f"delete it and commit that: git rm -r --quiet {FOLDER}"
    if find_git_folders(str(root)) is None:
        fix = f"delete it: rm -r {FOLDER}"
    message = "a cache is part of the repository; it is not read"
    return (Problem(code="committed-cache", severity="warning", message=message, fix=fix, places=(Place(FOLDER),)),)


def _is_committed(root: Path) -> bool:
    if find_git_folders(str(root)) is None:
        return True
    try:
        return is_tracked(root, FOLDER)
    except NoGitError:
        # Without an answer, treat it as committed: a cache that came with a clone must not be trusted.
        return True
