"""Named pipes in place of files that git reads: git waits for them without end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import chain

from revi_docs.files.git_folders import find_git_folders

_READ_IN_EVERY_FOLDER = frozenset({".gitignore", ".gitattributes", ".gitmodules"})
_SKIPPED = frozenset({".git", "objects"})


def find_pipe(root: str) -> str | None:
    """The path of a pipe that git may wait for, relative to `root`; None if there is none."""
    folders = find_git_folders(root)
    if folders is None:
        return None
    pipes = chain(_pipes(folders.work_tree, _READ_IN_EVERY_FOLDER), _pipes(folders.common_folder, None))
    return next((os.path.relpath(path, root) for path in pipes), None)


def _pipes(folder: str, names: frozenset[str] | None) -> Iterator[str]:
    """The pipes below a folder with one of the names, or with any."""
    for parent, subfolders, files in os.walk(folder):
        subfolders[:] = [name for name in subfolders if name not in _SKIPPED]
        for name in files:
            path = os.path.join(parent, name)
            if (names is None or name in names) and stat.S_ISFIFO(os.lstat(path).st_mode):
                yield path
