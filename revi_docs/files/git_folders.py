"""Find the git directory of a repository without running git.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os

from revi_docs.problems.fast_record import FastRecord


class GitFolders(FastRecord):
    """Absolute paths: the root of the work tree, its git directory, and the one that all work trees share."""

    work_tree: str
    git_folder: str
    common_folder: str


def find_git_folders(root: str) -> GitFolders | None:
    """The git repository that contains `root`; None if there is none. Skips a `.git` that git would skip, too."""
    folder = os.path.realpath(root)
    while True:
        git_folder = _git_folder(folder)
        if git_folder:
            common_folder = os.path.normpath(os.path.join(git_folder, _first_line(f"{git_folder}/commondir")))
            return GitFolders(work_tree=folder, git_folder=git_folder, common_folder=common_folder)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def enclosing_git_folder(folder: str) -> str:
    """The bare repository or git directory that a folder is or is in; "" if a work tree is nearer, or there is none."""
    folder = os.path.realpath(folder)
    while True:
        if os.path.isfile(os.path.join(folder, "HEAD")) and _is_repository(folder):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder or _git_folder(folder):
            return ""
        folder = parent


def folder_in_repository(root: str) -> tuple[str, str]:
    """The root of the git repository that contains `root`, and the path of `root` in it; `root` and "" without git."""
    folders = find_git_folders(root)
    if folders is None:
        return root, ""
    path = os.path.relpath(os.path.realpath(root), folders.work_tree)
    return (root, "") if path == "." else (folders.work_tree, path.replace(os.sep, "/"))


def private_git_folder(folders: GitFolders) -> str:
    """The git directory if it certainly belongs to this work tree and this user, else "".

    A `.git` file can name any folder. It is trusted if that folder names the `.git` file in turn, as git writes it for
    linked work trees. Git has the same rule about the owner: `safe.directory`.
    """
    git_path = os.path.join(folders.work_tree, ".git")
    is_own = os.path.isdir(git_path) and not os.path.islink(git_path)
    if not is_own and os.path.realpath(_first_line(f"{folders.git_folder}/gitdir")) != git_path:
        return ""
    # Windows has no user ids.
    is_owner = not hasattr(os, "geteuid") or os.stat(folders.git_folder).st_uid == os.geteuid()
    return folders.git_folder if is_owner else ""


def _git_folder(folder: str) -> str:
    """The git directory of a work tree, "" if `folder` is not the root of one."""
    path = os.path.join(folder, ".git")
    if os.path.isfile(path):
        prefix, _, target = _first_line(path).partition("gitdir: ")
        path = os.path.normpath(os.path.join(folder, target)) if target and not prefix else ""
    is_valid = path and os.path.isfile(f"{path}/HEAD") and (_is_repository(path) or os.path.isfile(f"{path}/commondir"))
    return path if is_valid else ""


def _is_repository(path: str) -> bool:
    return os.path.isdir(f"{path}/objects") and os.path.isdir(f"{path}/refs")


def _first_line(path: str) -> str:
    """The first line of a short regular file, "" if there is none."""
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, encoding="utf-8", errors="surrogateescape") as stream:
            return stream.readline(4096).rstrip("\r\n")
    except OSError:
        return ""
