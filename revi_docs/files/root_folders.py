"""Open folders and files below a root, component by component, without following symbolic links.

Every file of a repository is opened here: relative to a descriptor of its folder, so that no link that is created
in the meantime can lead elsewhere. Paths are relative to the root, or absolute and below it. Errors are OSErrors whose
`strerror` completes the sentence "FILE cannot be read: …". Standard library only: hooks open files, too.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from revi_docs.files.safe_paths import is_git_name

# O_PATH, where it exists, needs no permission to list the folder.
_TRAVERSE = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
# O_NONBLOCK: opening a named pipe must not block; it has no effect on regular files.
_SAFE = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK

StrPath = str | os.PathLike[str]
"""The root of a repository, as runtime and documentation commands have it."""

_MAX_LINKS = 40
"""Links that are followed in one path: as many as Linux follows."""


_recorded_paths: list[set[str]] = []
"""A set for each `recorded_reads` that is active."""


@contextmanager
def recorded_reads() -> Iterator[set[str]]:
    """Record the path of each folder that is opened, and of what else `record_read` names."""
    paths: set[str] = set()
    _recorded_paths.append(paths)
    try:
        yield paths
    finally:
        _recorded_paths.remove(paths)


def record_read(path: StrPath) -> None:
    """Record that a result depends on a file, on a folder or, if `path` is a root, on anything in a repository."""
    for paths in _recorded_paths:
        paths.add(os.fspath(path))


class UnsafeFileError(OSError):
    """A path that must not be opened: it leads out of the root, or is not a regular file."""

    def __init__(self, reason: str, path: str) -> None:
        super().__init__(errno.EPERM, reason, path)


class LinkedPathError(UnsafeFileError):
    """A path contains a symbolic link where none may be followed; or a file has a second, hard link."""


def path_parts(root: StrPath, path: str) -> list[str]:
    """The names in a path below the root. Raises UnsafeFileError for any other path."""
    if path.startswith("/"):
        prefix = os.path.join(root, "")
        if not path.startswith(prefix):
            raise UnsafeFileError("it is outside of the repository", path)
        path = path[len(prefix) :]
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts or "\0" in path or not parts:
        raise UnsafeFileError("it is not a path inside the repository", path)
    if any("git" in part.casefold() or not part.isascii() for part in parts) and any(map(is_git_name, parts)):
        raise UnsafeFileError("it is in a git directory", path)
    return parts


@contextmanager
def open_folder(root: StrPath, parts: Sequence[str], *, create: bool = False) -> Iterator[int]:
    """Open a folder below the root; with `create`, create what is missing. Raises LinkedPathError for a link."""
    if _recorded_paths:
        record_read(os.path.join(root, *parts))
    # The root itself may be a link: the user chose it.
    descriptor = os.open(root, _TRAVERSE & ~os.O_NOFOLLOW)
    try:
        for index, name in enumerate(parts):
            try:
                child = _open_child(descriptor, name, create=create)
            except OSError as error:
                raise _link_error(error, descriptor, name, "/".join(parts[: index + 1])) from None
            os.close(descriptor)
            descriptor = child
        yield descriptor
    finally:
        os.close(descriptor)


def _open_child(folder: int, name: str, *, create: bool) -> int:
    try:
        return os.open(name, _TRAVERSE, dir_fd=folder)
    except FileNotFoundError:
        if not create:
            raise
    with suppress(FileExistsError):  # another process created it
        os.mkdir(name, dir_fd=folder)
        fsync_folder(folder)
    return os.open(name, _TRAVERSE, dir_fd=folder)


def _link_error(error: OSError, folder: int, name: str, path: str) -> OSError:
    """The error to raise for a component: LinkedPathError if it is a link, else the error itself."""
    with suppress(OSError):
        # A link fails with ELOOP on Linux and EMLINK on FreeBSD; with O_DIRECTORY also with ENOTDIR.
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK) and is_link(folder, name):
            return LinkedPathError(f"'{path}' is a symbolic link", path)
    return error


def is_link(folder: int, name: str) -> bool:
    """Whether a name in an open folder is a symbolic link. Raises OSError if there is no such name."""
    return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)


@contextmanager
def open_parent(root: StrPath, path: str, *, create: bool = False) -> Iterator[tuple[int, str]]:
    """Open the folder of a file. Yields its descriptor and the name of the file. Raises as `open_folder` does."""
    parts = path_parts(root, path)
    with open_folder(root, parts[:-1], create=create) as folder:
        yield folder, parts[-1]


def open_file(root: StrPath, path: str, flags: int, *, linked: bool = False) -> int:
    """Open a regular file. With `linked`, links that stay inside the root and out of git are followed.

    Raises LinkedPathError for any other link, UnsafeFileError for what is not a regular file.
    """
    parts = path_parts(root, path)
    try:
        return _open_regular(root, parts, flags)
    except LinkedPathError:
        if not linked:
            raise
    return _open_regular(root, resolve_links(root, parts), flags)


def _open_regular(root: StrPath, parts: Sequence[str], flags: int) -> int:
    path = "/".join(parts)
    with open_folder(root, parts[:-1], create=bool(flags & os.O_CREAT)) as folder:
        try:
            descriptor = os.open(parts[-1], flags | _SAFE, 0o666, dir_fd=folder)
        except OSError as error:
            raise _link_error(error, folder, parts[-1], path) from None
    try:
        status = os.fstat(descriptor)
        require_regular(status.st_mode, path)
        # Reading is harmless; a write would change the file under its other name, too.
        is_written = flags & (os.O_WRONLY | os.O_RDWR)
        if is_written and status.st_nlink > 1:
            raise LinkedPathError("it has a second hard link, which may be outside of the repository", path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def require_regular(mode: int, path: str) -> None:
    """Raise the error for a folder, a link, a device, a named pipe or a socket."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if stat.S_ISLNK(mode):
        raise LinkedPathError(f"'{path}' is a symbolic link", path)
    if not stat.S_ISREG(mode):
        raise UnsafeFileError("it is not a regular file", path)


def resolve_links(root: StrPath, parts: Sequence[str]) -> list[str]:
    """The names after following all links. Raises LinkedPathError for a link out of the root or into git."""
    path, real_root = "/".join(parts), os.path.realpath(root)
    resolved: list[str] = []
    # A stack: the target of a link is resolved before the rest of the path.
    pending = list(reversed(parts))
    links = 0
    while pending:
        name = pending.pop()
        target = None if name in ("", ".", "..") else _read_link(root, [*resolved, name])
        if target is not None:
            links += 1
            if os.path.isabs(target):
                resolved = []
                inside = os.path.join(real_root, "")
                target = target.removeprefix(inside) if f"{target}/".startswith(inside) else ".."
            pending += reversed(target.split("/"))
        elif name == "..":
            if not resolved:
                raise LinkedPathError("it is a symbolic link that leads out of the repository", path)
            resolved.pop()
        elif name not in ("", "."):
            resolved.append(name)
        if links > _MAX_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    # Again after following the links: a harmless name can lead into a git directory.
    if any(map(is_git_name, resolved)):
        raise LinkedPathError("it is a symbolic link that leads into a git directory", path)
    if not resolved:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    return resolved


def _read_link(root: StrPath, parts: Sequence[str]) -> str | None:
    """The target of a link; None if the path is not a link or does not exist."""
    with suppress(OSError), open_folder(root, parts[:-1]) as folder:
        return os.readlink(parts[-1], dir_fd=folder)
    return None


def fsync_folder(folder: int) -> None:
    """Flush the entries of an open folder to disk, so that a rename survives a power loss; ignored if unsupported."""
    with suppress(OSError):
        # A descriptor for traversal cannot be flushed.
        descriptor = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
