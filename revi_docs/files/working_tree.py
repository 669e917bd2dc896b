"""The hand-written files of a repository: without ignored files and the folders of tools.

Git is asked what it ignores. Without git, the `.gitignore` files decide.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from revi_docs.files.digest import is_excluded
from revi_docs.files.git_files import ignore_sources, ignored_paths
from revi_docs.files.git_process import NoGitError
from revi_docs.files.read_file import read_text
from revi_docs.files.temp_files import is_temp_file
from revi_docs.problems.problem import Place, Problem

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"

IgnoreRules = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""Folder and the rules of its `.gitignore`, outer folders first."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder, `""` for the repository root, with the sorted names of its files and of its symbolic links.

    An unreadable folder, a nested repository and a Python environment have no files, but are listed: any of
    them can become a normal folder without a change in its parent.
    """

    path: str
    files: tuple[str, ...] = ()
    has_gitignore: bool = False
    links: tuple[str, ...] = ()


class WorkingTree:
    """The folders and files of a repository without one folder, read once. Symbolic links are not followed."""

    def __init__(self, root: str | os.PathLike[str], excluded_folder: str = "") -> None:
        self._root = os.fspath(root)
        self._excluded_folder = excluded_folder

    @cached_property
    def _git_answer(self) -> tuple[frozenset[str] | None, NoGitError | None]:
        """The paths that git ignores, None if the `.gitignore` files decide; and why git does not, if it should."""
        try:
            return ignored_paths(self._root), None
        except NoGitError as error:
            return None, error

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """A warning if git cannot say what it tracks and ignores."""
        error = self._git_answer[1]
        if error is None:
            return ()
        message = f"git cannot list its files, so only .gitignore files decide what is read: {error}"
        return (
            Problem(code="git-unavailable", severity="warning", message=message, fix=error.fix, places=(Place("."),)),
        )

    @cached_property
    def ignore_sources(self) -> tuple[str, ...]:
        """The absolute paths of files outside the working tree that decide what git ignores."""
        try:
            return ignore_sources(self._root)
        except NoGitError:
            # The `.gitignore` files decide then, and they are in the working tree.
            return ()

    @cached_property
    def folders(self) -> tuple[Folder, ...]:
        """All folders, parents first."""
        folders: list[Folder] = []
        pending: list[tuple[str, IgnoreRules]] = [("", ())]
        while pending:
            folder, subfolders = self._read_folder(*pending.pop())
            folders.append(folder)
            # A stack: the reversed order makes the walk alphabetical.
            pending += reversed(subfolders)
        return tuple(folders)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """All files, sorted by path."""
        paths = (f"{folder.path}/{name}".lstrip("/") for folder in self.folders for name in folder.files)
        return tuple(sorted(paths))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """All symbolic links, sorted by path."""
        paths = (f"{folder.path}/{name}".lstrip("/") for folder in self.folders for name in folder.links)
        return tuple(sorted(paths))

    @cached_property
    def gitignore_files(self) -> tuple[str, ...]:
        """All `.gitignore` files that were read."""
        folders = (folder.path for folder in self.folders if folder.has_gitignore)
        return tuple(f"{path}/{GITIGNORE}".lstrip("/") for path in folders)

    def _read_folder(self, path: str, rules: IgnoreRules) -> tuple[Folder, list[tuple[str, IgnoreRules]]]:
        """A folder, and its subfolders with the ignore rules that apply there."""
        folder = f"{self._root}/{path}"
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            # A folder that cannot be listed has no files that could be read.
            return Folder(path), []
        names = {entry.name for entry in entries}
        if path and not names.isdisjoint({".git", "pyvenv.cfg"}):
            return Folder(path), []
        git_ignored = self._git_answer[0]
        if GITIGNORE in names and git_ignored is None:
            rules = (*rules, (path, _load_gitignore(self._root, f"{path}/{GITIGNORE}".lstrip("/"))))
        subfolders: list[str] = []
        files: list[str] = []
        links: list[str] = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            entry_path = f"{path}/{entry.name}".lstrip("/")
            listed_path = entry_path + "/" * is_folder
            if listed_path in git_ignored if git_ignored is not None else _is_ignored(listed_path, rules):
                continue
            if is_folder and not is_excluded(entry.name) and entry_path != self._excluded_folder:
                subfolders.append(entry_path)
            elif not is_folder and entry.is_file(follow_symlinks=False) and not is_temp_file(entry.name):
                files.append(entry.name)
            elif entry.is_symlink():
                links.append(entry.name)
        folder_entry = Folder(path, tuple(files), GITIGNORE in names, tuple(links))
        return folder_entry, [(subfolder, rules) for subfolder in subfolders]


def _load_gitignore(root: str, path: str) -> GitIgnoreSpec:
    # Imported late: if git answers, no `.gitignore` is parsed here.
    from pathspec import GitIgnoreSpec

    try:
        lines = read_text(root, path, "replace").splitlines()
    except OSError:
        lines = []
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        # One invalid pattern must not switch off the others: git ignores only that line, too.
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Whether pathspec can parse a line; git skips invalid lines, so they are skipped here too."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _is_ignored(path: str, ignore_rules: IgnoreRules) -> bool:
    """The decision of the innermost `.gitignore` that matches the path."""
    # From the innermost folder out: in git, the last pattern that matches decides.
    for folder, spec in reversed(ignore_rules):
        is_match = spec.check_file(path[len(folder) :].lstrip("/")).include
        if is_match is not None:
            return is_match
    return False
