"""Pipes and devices in place of files that git reads: git waits for them, or reads them, without end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import chain

from revi_docs.files.git_folders import find_git_folders

_READ_IN_EVERY_FOLDER = frozenset({".gitignore", ".gitattributes", ".gitmodules"})
_READ_BY_EVERY_COMMAND = ("commondir", "objects/info/alternates")
_SKIPPED = frozenset({".git"})


def blocked_setting(root: str) -> tuple[str, str] | None:
    """As `find_blocker`, for the files that every command reads to its end; this costs no more than a look at them."""
    folders = find_git_folders(root)
    if folders is None:
        return None
    for name in _READ_BY_EVERY_COMMAND:
        path = os.path.join(folders.git_folder, name)
        if kind := _kind(path):
            return os.path.relpath(path, root), kind
    return None


def find_blocker(root: str) -> tuple[str, str] | None:
    """The path of a file that git may read without end, relative to `root`, and what it is; None if there is none."""
    folders = find_git_folders(root)
    if folders is None:
        return None
    blockers = chain(
        _blockers(folders.work_tree, _READ_IN_EVERY_FOLDER),
        _blockers(folders.git_folder, None),
        _blockers(folders.common_folder, None),
    )
    return next(((os.path.relpath(path, root), kind) for path, kind in blockers), None)


def _blockers(folder: str, names: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """The pipes and devices below a folder with one of the names, or with any, and the links to them."""
    for parent, subfolders, files in os.walk(folder):
        subfolders[:] = [name for name in subfolders if name not in _SKIPPED]
        for name in files:
            path = os.path.join(parent, name)
            if (names is None or name in names) and (kind := _kind(path)):
                yield path, kind


def _kind(path: str) -> str:
    """What a file is if reading it may have no end, else ""."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return ""
    if stat.S_ISFIFO(mode):
        return "a pipe"
    is_endless = (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not os.path.samefile(path, os.devnull)
    return "a device" if is_endless else ""
