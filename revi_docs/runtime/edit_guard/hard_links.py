"""Find the other names of a file with several hard links: whoever edits one of them edits all."""

from __future__ import annotations

import os
from collections.abc import Iterator

from revi_docs.files.size_limits import CODE
from revi_docs.records.command_errors import UnavailableError

MAX_ENTRIES = 200_000
"""Files and folders of the repository that are looked at. Arbitrary: takes about a second."""


def linked_paths(root: str, path: str) -> Iterator[str]:
    """The other absolute paths below `root` of the file at an absolute path.

    Raises UnavailableError if the repository has too many files to find them, and OSError.
    """
    inode, folders, count = os.stat(path).st_ino, [root], 0
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                count += 1
                if count > MAX_ENTRIES:
                    message = f"{path} has several hard links, and there are more than {MAX_ENTRIES:,} files to compare"
                    raise UnavailableError(CODE, message, "edit a copy of the file that has one name")
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.inode() == inode and entry.path != path:
                    yield entry.path
