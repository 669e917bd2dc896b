"""Ask git which files of a work tree it tracks and ignores, and which files decide that."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import git_output, run_git


def ignored_paths(root: Path | str) -> frozenset[str] | None:
    """Paths that git ignores and does not track, relative to `root`; a folder that it ignores as a whole ends with `/`.

    None if `root` is not in a git repository, or in a folder that the repository ignores. Raises NoGitError.
    """
    folders = find_git_folders(str(root))
    if folders is None or _is_ignored_root(root, folders.work_tree):
        return None
    arguments = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"]
    paths = sorted(path for path in git_output(root, *arguments).split("\0") if path)
    # Git also lists folders that it does not ignore if everything in them is ignored; then their content follows.
    return frozenset(
        path for path, following in pairwise([*paths, ""]) if not (path.endswith("/") and following.startswith(path))
    )


def _is_ignored_root(root: Path | str, work_tree: str) -> bool:
    path = os.path.relpath(os.path.realpath(root), work_tree)
    if path == ".":
        return False
    return run_git(work_tree, ["check-ignore", "--quiet", "--", path]).returncode == 0


def is_tracked(root: Path | str, path: str) -> bool:
    """Whether git tracks the file at `path`, or a file below it. Raises NoGitError."""
    return git_output(root, "ls-files", "--cached", "-z", "--", f":(literal){path}") != ""


def ignore_sources(root: Path | str) -> tuple[str, ...]:
    """The files outside the work tree that decide what git ignores: settings, the index, and lists of patterns.

    Absolute paths, also of files that do not exist; empty without git. Raises NoGitError.
    """
    folders = find_git_folders(str(root))
    if folders is None:
        return ()
    home = os.path.expanduser("~")
    settings_folder = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    origins = git_output(root, "config", "--list", "--show-origin", "--name-only", "-z").split("\0")[::2]
    origin_paths = [
        os.path.join(root, origin.removeprefix("file:")) for origin in origins if origin.startswith("file:")
    ]
    excludes_file = git_output(root, "config", "--type=path", "core.excludesFile", may_fail=True).strip()
    paths = (
        *(os.path.normpath(path) for path in origin_paths),
        os.path.join(home, ".gitconfig"),
        os.path.join(settings_folder, "git", "config"),
        excludes_file or os.path.join(settings_folder, "git", "ignore"),
        os.path.join(folders.git_folder, "index"),
        os.path.join(folders.common_folder, "info", "exclude"),
    )
    return tuple(dict.fromkeys(paths))
