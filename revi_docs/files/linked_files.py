"""Find what must not be followed in a folder: links, and files that are not regular."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from revi_docs.files.root_folders import StrPath, open_folder, path_parts, resolve_links
from revi_docs.problems.problem import Place, Problem


def first_link(root: StrPath, path: str) -> str:
    """The first symbolic link in a path below the root, itself included; "" if there is none. It need not exist."""
    parts = path_parts(root, path)
    for end in range(1, len(parts) + 1):
        # A component that does not exist is not a link.
        with suppress(OSError), open_folder(root, parts[: end - 1]) as folder:
            if stat.S_ISLNK(os.stat(parts[end - 1], dir_fd=folder, follow_symlinks=False).st_mode):
                return "/".join(parts[:end])
    return ""


def special_files(root: StrPath, folder: str) -> Iterator[tuple[str, bool]]:
    """Paths of links, devices, pipes and sockets below a folder, and whether each is a link that stays inside."""
    pending = [folder]
    while pending:
        path = pending.pop()
        with suppress(OSError), os.scandir(os.path.join(root, path)) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                entry_path = f"{path}/{entry.name}".removeprefix("/")
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry_path)
                elif not entry.is_file(follow_symlinks=False):
                    yield entry_path, entry.is_symlink() and stays_inside(root, entry_path)


def stays_inside(root: StrPath, path: str) -> bool:
    """Whether a link leads to a file or folder of the repository that can be read."""
    try:
        parts = resolve_links(root, path_parts(root, path))
        with open_folder(root, parts[:-1]) as folder:
            mode = os.stat(parts[-1], dir_fd=folder, follow_symlinks=False).st_mode
    except OSError:
        # A broken link, or one that leads out of the repository.
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def leading_out(path: str) -> Problem:
    """A link out of the repository at the path of a file that people write."""
    return linked_page(path, "is a link that leads out of the repository")


def linked_page(path: str, message: str) -> Problem:
    """A page, or a folder of pages, whose content is not part of the repository."""
    return Problem(
        code="linked-page",
        message=message,
        fix="replace it with a copy of the file or folder, or delete it",
        places=(Place(path),),
        subject=path,
    )
