"""The only writer: a file is replaced whole or not at all, and always inside the repository."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from revi_docs.files.atomic_write import atomic_write
from revi_docs.problems.problem import Place, Problem, ReviError


def write_in_repository(root: Path, path: str, content: bytes) -> None:
    """Puts the content at `path` below `root`: temporary file, fsync, replace, fsync of the folder.

    Raises ReviError where that would leave the repository or the system refuses.
    """
    target = resolve_in_repository(root, path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        resolve_in_repository(root, path)
        atomic_write(str(target), content)
    except OSError as error:
        raise ReviError(_unwritable_problem(path, "written", error)) from None


def remove_from_repository(root: Path, path: str) -> None:
    """Removes a file, and the folders that it leaves empty. Raises ReviError as `write` does."""
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
    """The file that `path` names, or ReviError where there is a link on the way to it.

    Also one that stays in the repository: it could lead to the templates or into `.git`.
    """
    target = root / path
    if os.path.islink(target) or not _resolves_in_place(target.parent, root):  # noqa: PTH114 - never raises
        raise ReviError(
            Problem(
                code="outside-repository",
                message=f"'{path}' leads through a link",
                fix="remove the link, or choose another path",
                places=(Place(path),),
                subject=path,
            )
        )
    return target


def _resolves_in_place(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve() == root.resolve() / folder.relative_to(root)
    except (OSError, RuntimeError):  # links that lead to each other
        return False


def _unwritable_problem(path: str, operation: str, error: OSError) -> Problem:
    return Problem(
        code="unwritable-file",
        message=f"cannot be {operation}: {error.strerror or error}",
        fix="see that the path is free and may be written, then run it again",
        places=(Place(path),),
        subject=path,
    )
