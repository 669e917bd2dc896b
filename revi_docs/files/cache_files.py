"""Cache files outside the work tree, which nobody else can write. Deleting them changes no result.

They are in the git directory (`.git/revi/cache/`), or in the user's cache folder if there is no git directory of
this user. A git directory, too, can come from a stranger, in an archive for example: each file starts with a
digest that is keyed with a secret of the user, and a file without the right digest is ignored. Without a
secret, for example because the user has no home folder, nothing is cached.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b

from revi_docs.files.git_folders import find_git_folders, private_git_folder

DISABLING_VARIABLE = "CI"
"""Continuous integration systems set it. There, nothing is read from a cache."""

_SECRET_BYTES = 32
_MAX_BYTES = 64 * 1024 * 1024
"""Arbitrary: far above the cache of a large repository."""

# Flags that do not exist on Windows count as 0. O_NONBLOCK: a named pipe must not block.
_FLAGS = ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY")
_NO_FOLLOW = sum(getattr(os, flag, 0) for flag in _FLAGS)


def read_cached(root: str, name: str) -> str | None:
    """Read a cache file; None if it is missing or was not written for `root` by this user."""
    if os.environ.get(DISABLING_VARIABLE):
        return None
    try:
        key, folder = _user_secret(root), cache_folder(root)
        content = _read_regular_file(os.path.join(folder, name)) if key and folder else b""
        digest, _, text = content.partition(b"\n")
        return text.decode() if key and digest == _keyed_digest(key, root, name, text) else None
    except (OSError, ValueError):
        return None


def write_cached(root: str, name: str, text: str) -> None:
    """Write a cache file. Errors are ignored: the next run computes the result again."""
    if os.environ.get(DISABLING_VARIABLE):
        return
    with suppress(OSError, ValueError):
        key, folder = _user_secret(root, create=True), cache_folder(root)
        if not key or not folder:
            return
        content = text.encode()
        if os.path.realpath(folder) == folder:  # no link leads elsewhere
            os.makedirs(folder, mode=0o700, exist_ok=True)
            _replace_file(folder, name, _keyed_digest(key, root, name, content) + b"\n" + content)


def cache_folder(root: str) -> str:
    """The absolute path of the folder for the cache of `root`; "" if there is none outside the work tree."""
    folders = find_git_folders(root)
    base = private_git_folder(folders) if folders else ""
    base = base or _user_folder(root)
    # One git directory or user has many roots.
    root_id = blake2b(os.fsencode(os.path.realpath(root)), digest_size=8).hexdigest()
    return os.path.join(os.path.realpath(base), "revi", "cache", root_id) if base else ""


def _user_folder(root: str) -> str:
    """The user's cache folder, "" if it does not exist or is in the repository, where others can write."""
    path = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(path):
        path = os.path.join(os.path.expanduser("~"), ".cache")
    folders = find_git_folders(root)
    work_tree = folders.work_tree if folders else os.path.realpath(root)
    real_path = os.path.realpath(path)
    is_outside = not os.path.join(real_path, "").startswith(os.path.join(work_tree, ""))
    return real_path if is_outside and os.path.isabs(path) else ""


def _user_secret(root: str, *, create: bool = False) -> bytes:
    """The secret of this user, empty if there is none. Only its owner can have written it."""
    folder = _user_folder(root)
    if not folder:
        return b""
    path = os.path.join(folder, "revi", "secret")
    if create and not os.path.lexists(path):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _replace_file(os.path.dirname(path), "secret", os.urandom(_SECRET_BYTES))
    secret = _read_regular_file(path, is_private=True)
    return secret if len(secret) == _SECRET_BYTES else b""


def _keyed_digest(key: bytes, root: str, name: str, content: bytes) -> bytes:
    location = os.fsencode(os.path.realpath(root)) + b"\0" + name.encode() + b"\0"
    return blake2b(location + content, key=key, digest_size=16).hexdigest().encode()


def _read_regular_file(path: str, *, is_private: bool = False) -> bytes:
    """Read a file without following a link. Raises OSError if it is not a regular file of reasonable size."""
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    with open(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        has_wrong_owner = hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o077)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES or (is_private and has_wrong_owner):
            raise OSError("not a cache file")
        return stream.read(_MAX_BYTES)


def _replace_file(folder: str, name: str, content: bytes) -> None:
    """Write a file atomically under an unpredictable temporary name."""
    temp_path = os.path.join(folder, f".{name}.{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temp_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(content)
        os.replace(temp_path, os.path.join(folder, name))
    except OSError:
        with suppress(OSError):
            os.unlink(temp_path)
        raise
