"""Write and remove files of the repository, atomically and never through a symbolic link."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from revi_docs.files.atomic_write import atomic_write
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


def write_in_repository(root: Path, path: str, content: bytes) -> None:
    """Replace the file at `path` below `root` atomically. Raises ReviError for a link or an OS error."""
    target = resolve_in_repository(root, path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        resolve_in_repository(root, path)  # again: a link may have been created in the meantime
        atomic_write(str(target), content)
    except OSError as error:
        raise ReviError(_unwritable_problem(path, "written", error)) from None


def remove_from_repository(root: Path, path: str) -> None:
    """Remove a file, and parent folders that become empty. Raises ReviError like `write_in_repository`."""
    target = resolve_in_repository(root, path)
    try:
        target.unlink()
    except OSError as error:
        raise ReviError(_unwritable_problem(path, "removed", error)) from None
    with suppress(OSError):
        for folder in target.parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()


def resolve_in_repository(root: Path, path: str) -> Path:
    """The absolute path of `path`. Raises ReviError if it or a parent folder is a symbolic link.

    A link that stays inside the repository is rejected too: it could lead to the templates or into `.git`.
    """
    target = root / path
    if os.path.islink(target) or not _resolves_in_place(target.parent, root):  # noqa: PTH114 - never raises
        raise ReviError(
            Problem(
                code="outside-repository",
                message=f"'{path}' contains a symbolic link",
                fix="remove the link, or choose another path",
                places=(Place(path),),
                subject=path,
            )
        )
    return target


def _resolves_in_place(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve() == root.resolve() / folder.relative_to(root)
    except (OSError, RuntimeError):  # a symlink loop
        return False


def _unwritable_problem(path: str, operation: str, error: OSError) -> Problem:
    return Problem(
        code="unwritable-file",
        message=f"cannot be {operation}: {error.strerror or error}",
        fix="check the permissions and that no folder has this name, then run the command again",
        places=(Place(path),),
        subject=path,
    )
