"""Remove what killed writers left behind, and let git ignore temporary files. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from revi_docs.files.root_folders import StrPath, open_parent, path_parts
from revi_docs.files.temp_files import ignore_temp_files, stale_temp_files

_cleaned_folders: set[tuple[int, int]] = set()
"""Device and inode of the folders that this process has cleaned: sync writes many files to one folder."""

_prepared_roots: set[StrPath] = set()


def remove_stale_temp_files(root: StrPath, path: str, folder: int) -> None:
    """Before the first write to the open folder of `path`, remove stale temporary files in it; errors are ignored.

    A file that git tracks is not temporary, whatever its name is.
    """
    status = os.fstat(folder)
    if (status.st_dev, status.st_ino) in _cleaned_folders:
        return
    _cleaned_folders.add((status.st_dev, status.st_ino))
    # Cleaning is a courtesy, which must not make the write fail.
    with suppress(OSError):
        if root not in _prepared_roots:
            _prepared_roots.add(root)
            _ignore_temp_files(root)
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
        try:
            names = stale_temp_files(descriptor)
        finally:
            os.close(descriptor)
        for name in _untracked(root, path, names) if names else ():
            with suppress(OSError):  # a folder of this name is not ours
                os.unlink(name, dir_fd=folder)


def clean_folders(root: StrPath, paths: Iterable[str]) -> None:
    """Remove stale temporary files next to the files at `paths`; errors are ignored.

    Folders that were cleaned before are cleaned again: `serve` is one process that syncs many times.
    """
    _cleaned_folders.clear()
    for path in paths:
        # A folder that no longer exists has nothing to clean.
        with suppress(OSError), open_parent(root, path) as (folder, _):
            remove_stale_temp_files(root, path, folder)


def _untracked(root: StrPath, path: str, names: list[str]) -> list[str]:
    """The names that git does not track. Imports git only if there are any: that is after a crash."""
    from pathlib import Path

    from revi_docs.files.git_history import NoGitError, tracked_files

    if _git_path(root) == os.path.realpath(root):  # git tracks nothing in its own directory
        return names
    folder = "/".join(path_parts(root, path)[:-1])
    paths = [f"{folder}/{name}".removeprefix("/") for name in names]
    try:
        tracked = tracked_files(Path(root), paths)
    except NoGitError:
        # Without git, nothing is tracked; but a repository whose git fails keeps its files.
        return [] if _git_path(root) else names
    return [name for name, file in zip(names, paths, strict=True) if file not in tracked]


def _ignore_temp_files(root: StrPath) -> None:
    git_path = _git_path(root)
    if git_path == os.path.realpath(root):  # a cache in the git directory, where git lists no files
        return
    if git_path and os.path.isdir(git_path) and not os.path.islink(git_path):
        ignore_temp_files(git_path)


def _git_path(root: StrPath) -> str:
    """The `.git` of the repository that contains `root`; "" if there is none."""
    folder = os.path.realpath(root)
    while not os.path.lexists(os.path.join(folder, ".git")):
        if os.path.dirname(folder) == folder:
            return ""
        folder = os.path.dirname(folder)
    return os.path.join(folder, ".git")
