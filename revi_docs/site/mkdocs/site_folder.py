"""Keep a build from emptying a folder that is not a site: MkDocs deletes everything in `site_dir` first."""

from __future__ import annotations

import os
from pathlib import Path

from revi_docs.files.git_files import is_tracked
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_process import NoGitError
from revi_docs.problems.problem import Problem
from revi_docs.site.mkdocs.config_reader import config_place


def site_folder_problem(root: Path, site_folder: str) -> Problem | None:
    """Why the site of the repository at `root` must not be built into a folder; None if it may be.

    The folder is outside of the repository, or git tracks files in it: they may be a site, and still not this one.
    """
    folders = find_git_folders(str(root))
    work_tree = os.path.realpath(folders.work_tree if folders else root)
    real_path = Path(site_folder).resolve()
    path = os.path.relpath(site_folder, root)
    if Path(work_tree) not in real_path.parents:
        return _problem(root, path, "is not in the repository", "a folder of the repository")
    if ".git" in (part.lower() for part in real_path.relative_to(work_tree).parts):
        return _problem(root, path, "is in the folder of git", "another folder")
    if has_tracked_files(root, os.path.relpath(real_path, os.path.realpath(root))):
        return _problem(root, path, "contains files that git tracks", "another folder")
    return None


def has_tracked_files(root: Path, folder: str) -> bool:
    """Whether git tracks files in a folder."""
    try:
        return find_git_folders(str(root)) is not None and is_tracked(root, folder)
    except NoGitError:
        return False


def _problem(root: Path, path: str, reason: str, other: str) -> Problem:
    return Problem(
        code="site-config",
        message=f"site_dir: '{path}' {reason}, and a build deletes everything in it",
        fix=f"name {other}, such as site",
        places=(config_place(root, "site_dir"),),
        subject=path,
    )
