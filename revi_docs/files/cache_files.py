"""Private files of one user about one repository, outside the work tree, where commits cannot reach them.

They are caches, which change no result if they are deleted, and the record of what `sync` wrote. They are in the git
directory (`.git/revi/cache/`), or in the user's cache folder if there is no git directory of this user. A git
directory, too, can come from a stranger, in an archive for example: each file starts with a digest that is keyed with a
secret of the user, and a file without the right digest is ignored. Without a secret, for example because the user has
no home folder, nothing is stored.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.fast_blake2 import blake2b
from revi_docs.files.git_folders import find_git_folders, private_git_folder
from revi_docs.files.read_file import file_status, read_unlinked_file

DISABLING_VARIABLE = "CI"
"""Continuous integration systems set it. There, nothing is cached."""

_FOLDER = "revi/cache"
_SECRET_FILE = "revi/secret"
_SECRET_BYTES = 32
"""256 bits cannot be guessed."""


def read_cached(root: str, name: str) -> str | None:
    """Read a cache file; None if it is missing or was not written for `root` by this user."""
    return None if os.environ.get(DISABLING_VARIABLE) else read_private(root, _FOLDER, name)


def write_cached(root: str, name: str, text: str) -> None:
    """Write a cache file. Errors are ignored: the next run computes the result again."""
    if not os.environ.get(DISABLING_VARIABLE):
        write_private(root, _FOLDER, name, text)


def read_private(root: str, folder: str, name: str) -> str | None:
    """Read a file of a private folder, such as `revi/cache`; None if it was not written for `root` by this user."""
    try:
        base, user_folder, folder = _location(root, folder)
        key = _secret(user_folder)
        content = read_unlinked_file(base, f"{folder}/{name}") if base and key else b""
        digest, _, text = content.partition(b"\n")
        return text.decode() if key and digest == _keyed_digest(key, root, name, text) else None
    except (OSError, ValueError):
        # A cache is never a reason to fail: without it, the result is computed again.
        return None


def write_private(root: str, folder: str, name: str, text: str) -> None:
    """Write a file of a private folder. Errors are ignored: without it, less is known, and nothing is wrong."""
    from revi_docs.files.atomic_write import write_file

    with suppress(OSError, ValueError):
        base, user_folder, folder = _location(root, folder)
        key = _secret(user_folder, create=True)
        content = text.encode()
        if base and key:
            write_file(base, f"{folder}/{name}", _keyed_digest(key, root, name, content) + b"\n" + content)


def clean_private(root: str, folder: str, name: str) -> None:
    """Remove what killed writers left next to a file of a private folder. Errors are ignored."""
    from revi_docs.files.stale_temp_files import clean_folders

    with suppress(OSError, ValueError):
        base, _, folder = _location(root, folder)
        if base:
            clean_folders(base, (f"{folder}/{name}",))


def cache_folder(root: str) -> str:
    """The absolute path of the folder for the cache of `root`; "" if there is none outside the work tree."""
    base, _, folder = _location(root, _FOLDER)
    return os.path.join(base, folder) if base else ""


def _location(root: str, folder: str) -> tuple[str, str, str]:
    """The git directory or the user's cache folder; the user's cache folder; and the path below the first for `root`.

    "" for a folder that does not exist.
    """
    folders = find_git_folders(root)
    user_folder = _user_folder(folders.work_tree if folders else os.path.realpath(root))
    base = (private_git_folder(folders) if folders else "") or user_folder
    # A git directory or a user has many roots.
    root_id = blake2b(os.fsencode(os.path.realpath(root)), digest_size=8).hexdigest()
    return os.path.realpath(base) if base else "", user_folder, f"{folder}/{root_id}"


def _user_folder(work_tree: str) -> str:
    """The user's cache folder, "" if it is in the work tree, where others can write."""
    path = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(path):
        path = os.path.join(os.path.expanduser("~"), ".cache")
    real_path = os.path.realpath(path)
    is_inside = os.path.join(real_path, "").startswith(os.path.join(work_tree, ""))
    return "" if is_inside or not os.path.isabs(path) else real_path


def _secret(user_folder: str, *, create: bool = False) -> bytes:
    """The secret of this user, empty if there is none that only this user can have written. Raises OSError."""
    if not user_folder:
        return b""
    if create:
        _create_secret(user_folder)
    status = file_status(user_folder, _SECRET_FILE)
    # Windows has no user ids, and no permissions of this kind.
    is_private = status and (os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077))
    secret = read_unlinked_file(user_folder, _SECRET_FILE) if is_private else b""
    return secret if len(secret) == _SECRET_BYTES else b""


def _create_secret(user_folder: str) -> None:
    """Create the secret unless there is one. Raises OSError."""
    path = os.path.join(user_folder, _SECRET_FILE)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        # A secret that is cut short by a crash is not valid; then nothing is cached.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(descriptor, "wb") as stream:
            stream.write(os.urandom(_SECRET_BYTES))


def _keyed_digest(key: bytes, root: str, name: str, content: bytes) -> bytes:
    location = os.fsencode(os.path.realpath(root)) + b"\0" + name.encode() + b"\0"
    return blake2b(location + content, key=key, digest_size=16).hexdigest().encode()
