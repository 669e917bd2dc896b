"""Write and remove files of the repository, and report what prevents it as a problem with a place."""

from __future__ import annotations

from pathlib import Path

from revi_docs.files.atomic_write import remove_empty_folders, remove_file, write_file
from revi_docs.files.root_folders import LinkedPathError, is_link, open_parent
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


def write_in_repository(root: Path, path: str, content: bytes) -> None:
    """Replace the file at `path` below `root` atomically. Raises ReviError for a link or an OS error."""
    try:
        write_file(str(root), path, content)
    except OSError as error:
        raise ReviError(_unwritable_problem(path, "written", error)) from None


def remove_from_repository(root: Path, path: str) -> None:
    """Remove a file, and parent folders that become empty. Raises ReviError like `write_in_repository`."""
    try:
        remove_file(str(root), path)
    except OSError as error:
        raise ReviError(_unwritable_problem(path, "removed", error)) from None
    remove_empty_folders(str(root), path)


def require_unlinked(root: Path, path: str) -> None:
    """Raise ReviError if the path, or a folder in it, is a symbolic link. It need not exist."""
    try:
        with open_parent(str(root), path) as (folder, name):
            if is_link(folder, name):
                raise ReviError(linked_output(path, "is a symbolic link"))
    except LinkedPathError as error:
        raise ReviError(_unwritable_problem(path, "written", error)) from None
    except OSError:  # it does not exist yet
        return


def linked_output(path: str, message: str) -> Problem:
    """A file that revi-docs must not write, because its path leads elsewhere."""
    return Problem(
        code="linked-output",
        message=message,
        fix="replace the link with a regular file or folder, or choose another path",
        places=(Place(path),),
        subject=path,
    )


def _unwritable_problem(path: str, operation: str, error: OSError) -> Problem:
    if isinstance(error, LinkedPathError):
        return linked_output(path, f"cannot be {operation}: {error.strerror}")
    return Problem(
        code="unwritable-file",
        message=f"cannot be {operation}: {error.strerror or error}",
        fix="check the permissions and that no folder has this name, then run the command again",
        places=(Place(path),),
        subject=path,
    )
