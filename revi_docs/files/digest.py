"""One digest over files and folders, by content and by name, never by date.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import blake2b

from revi_docs.files.leftovers import is_leftover

_OWN = ".revi"
_TOOLS = {".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
_LEFT_OUT = frozenset({".git", "__pycache__", "node_modules"} | _TOOLS)
_NOT_OURS = _LEFT_OUT | {_OWN}
_COMPILED = frozenset({"__pycache__"})
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CHUNK = 1 << 16


def digest(
    root: str,
    trees: Iterable[str],
    folders: Iterable[str] = (),
    listings: Iterable[str] = (),
    without: str = "",
) -> str:
    """A digest of what stands in `trees` (files, folders to any depth) and of the files right in `folders`.

    Of the folders in `listings` only the names in them count, and what is a file, a folder or a link.
    Paths are relative to `root`; of the tree `.`, the whole repository, what tools keep for themselves
    is left out, and so is its folder `without`. Also covers revi-docs itself, its templates, the Python
    version and the names of the installed packages. Where a link leads to a folder outside of `root`,
    nothing is certain, and no two digests are equal.
    """
    walk = _Walk(root)
    walk.total.update(repr(sys.version_info[:3]).encode())
    for name in _installed():
        walk.total.update(name.encode() + b"\n")
    for place in (_PACKAGE, os.path.join(os.path.dirname(_PACKAGE), "templates")):
        walk.take(place, _COMPILED)
    taken = set()
    for tree in trees:
        taken.add(os.path.normpath(tree))
        walk.take(
            os.path.normpath(os.path.join(root, tree)), _LEFT_OUT | {without} if tree == "." else frozenset()
        )
    for folder in folders:
        walk.total.update(b"names\0" + os.fsencode(folder))
        for name in _written_by_people(os.path.join(root, folder)):
            walk.total.update(b"\0" + os.fsencode(name))
            path = os.path.join(root, folder, name)
            if os.path.normpath(os.path.join(folder, name)) not in taken and _is_file(path):
                walk.take(path, frozenset())
    for folder in listings:
        walk.total.update(b"listed\0" + os.fsencode(folder) + b"\0" + _listing(os.path.join(root, folder)))
    return walk.total.hexdigest()


class _Walk:
    """Takes files and folders into one sum; each folder behind a link once."""

    def __init__(self, root: str) -> None:
        self.total = blake2b(digest_size=16)
        self._root = os.path.join(os.path.realpath(root), "")
        self._seen: set[str] = set()

    def take(self, path: str, left_out: frozenset[str], *, behind_link: bool = False) -> None:
        """Takes what stands at `path`; of folders, all but the names in `left_out`."""
        try:
            self._take_file(path, 0 if behind_link else os.O_NOFOLLOW)
        except IsADirectoryError:
            self._take_folder(path, left_out)
        except OSError as error:
            if behind_link or not os.path.islink(path):
                self.total.update(b"none\0%d\0" % (error.errno or 0))
            elif self._follow(path):
                self.take(path, left_out, behind_link=True)

    def _take_file(self, path: str, flags: int) -> None:
        """Reads with as few calls to the system as can be; never waits for the writer of a named pipe."""
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
        try:
            size = 0
            while chunk := os.read(file, _CHUNK):
                size += len(chunk)
                self.total.update(chunk)
        finally:
            os.close(file)
        self.total.update(b"file\0%d\0" % size)

    def _take_folder(self, path: str, left_out: frozenset[str]) -> None:
        for name in _written_by_people(path) if left_out else _names(path):
            if name not in left_out and not (left_out and _is_cache(path, name)):
                self.total.update(b"in\0" + os.fsencode(name) + b"\0")
                self.take(os.path.join(path, name), left_out)
        self.total.update(b"out\0")

    def _follow(self, path: str) -> bool:
        """Takes where a link leads, for the same content elsewhere is not the same. Whether to go on."""
        target = os.path.realpath(path)
        self.total.update(b"link\0" + os.fsencode(target) + b"\0")
        if not os.path.isdir(target):
            return True
        if not os.path.join(target, "").startswith(self._root):
            self.total.update(os.urandom(16))
            return False
        known = target in self._seen or os.path.join(os.path.realpath(os.path.dirname(path)), "").startswith(
            os.path.join(target, "")
        )
        self._seen.add(target)
        return not known


def _is_file(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _installed() -> list[str]:
    found: set[str] = set()
    for folder in sys.path:
        found.update(name for name in _names(folder) if name.endswith(".dist-info"))
    return sorted(found)


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))
    except OSError:
        return []


def _written_by_people(folder: str) -> list[str]:
    return [name for name in _names(folder) if not is_leftover(name)]


def _listing(folder: str) -> bytes:
    """The names in a folder, each with what it is. Also `.git`: it makes another repository of the folder."""
    try:
        with os.scandir(folder) as entries:
            return b"\0".join(
                sorted(_kind(one) + os.fsencode(one.name) for one in entries if _is_listed(one.name))
            )
    except OSError:
        return b""


def _is_listed(name: str) -> bool:
    return (name == ".git" or name not in _NOT_OURS) and not is_leftover(name)


def _kind(entry: os.DirEntry[str]) -> bytes:
    if entry.is_symlink():
        return b"l"
    if entry.is_dir(follow_symlinks=False):
        return b"d"
    return b"f" if entry.is_file(follow_symlinks=False) else b"o"


def is_left_out(name: str) -> bool:
    """Whether a folder is git's, a tool's or revi-docs' own, and nothing that people write stands in it."""
    return name in _NOT_OURS


def _is_cache(folder: str, name: str) -> bool:
    return (name == "cache" and os.path.basename(folder) == _OWN) or os.path.exists(
        os.path.join(folder, name, "pyvenv.cfg")
    )
