"""One digest over files and folders, by content and by name, never by date.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from hashlib import blake2b

_TOOLS = {".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
_LEFT_OUT = {".git", "__pycache__", "node_modules"} | _TOOLS
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def digest(root: str, trees: Iterable[str], folders: Iterable[str] = (), without: str = "") -> str:
    """A digest of what stands in `trees` (files, folders to any depth) and of the files right in `folders`.

    Paths are relative to `root`; `without` is a folder at any depth that is left out. Also covers
    revi-docs itself, its templates, the Python version and the names of the installed packages.
    """
    total = blake2b(digest_size=16)
    total.update(repr(sys.version_info[:3]).encode())
    for name in _installed():
        total.update(name.encode() + b"\n")
    for place in (_PACKAGE, os.path.join(os.path.dirname(_PACKAGE), "templates")):
        _take_tree(total, place)
    taken = set()
    for tree in trees:
        taken.add(os.path.normpath(tree))
        _take_tree(
            total, os.path.normpath(os.path.join(root, tree)), os.path.join(root, without) if without else ""
        )
    for folder in folders:
        total.update(b"names\0" + folder.encode("utf-8", "surrogateescape"))
        for name in _names(os.path.join(root, folder)):
            total.update(b"\0" + name.encode("utf-8", "surrogateescape"))
            path = os.path.join(root, folder, name)
            if os.path.normpath(os.path.join(folder, name)) not in taken and _is_file(path):
                _take_tree(total, path)
    return total.hexdigest()


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


def _take_tree(total: blake2b, path: str, without: str = "") -> None:
    if os.path.islink(path):  # the same content behind a link may not count as the same
        total.update(b"link\0" + os.fsencode(os.path.realpath(path)) + b"\0")
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            content = stream.read()
    except IsADirectoryError:
        for name in _names(path):
            inner = os.path.join(path, name)
            if name not in _LEFT_OUT and inner != without and not _is_cache(path, name):
                total.update(b"in\0" + name.encode("utf-8", "surrogateescape") + b"\0")
                _take_tree(total, inner, without)
        total.update(b"out\0")
    except OSError as error:
        total.update(b"none\0%d\0" % (error.errno or 0))
    else:
        total.update(b"file\0%d\0" % len(content))
        total.update(content)


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file, and does not wait for a writer where it is a named pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_cache(folder: str, name: str) -> bool:
    return (name == "cache" and os.path.basename(folder) == ".revi") or os.path.exists(
        os.path.join(folder, name, "pyvenv.cfg")
    )
