"""One digest over the content and names of files and folders; modification times do not count.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator

from revi_docs.files.fast_blake2 import blake2b
from revi_docs.files.temp_files import is_temp_file

_REVI_FOLDER = ".revi"
# Tools rewrite these folders while they run; outputs do not depend on them.
_TOOL_FOLDERS = {".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
_EXCLUDED_NAMES = frozenset({".git", "__pycache__", "node_modules"} | _TOOL_FOLDERS)
_NON_SOURCE_NAMES = _EXCLUDED_NAMES | {_REVI_FOLDER}
# Python writes bytecode into the package when it imports it.
_BYTECODE_NAMES = frozenset({"__pycache__"})
_PACKAGE_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PACKAGE_PATHS = (_PACKAGE_FOLDER, os.path.join(os.path.dirname(_PACKAGE_FOLDER), "templates"))
"""The templates are beside the package in a checkout and inside it in a wheel."""
_Entry = tuple[str, int, int, int]
"""Path, inode, size and time of the last change of any kind, in nanoseconds; zeros for a folder."""

# Arbitrary: most files of a repository fit into one read of 64 KiB.
_CHUNK_BYTES = 1 << 16


def digest(
    root: str,
    trees: Iterable[str],
    folders: Iterable[str] = (),
    listed_folders: Iterable[str] = (),
    excluded_name: str = "",
) -> str:
    """The digest of `trees` (files, and folders at any depth) and of the files directly in `folders`.

    From `listed_folders` only the names count, and whether each is a file, a folder or a link. Paths are
    relative to `root`. In the tree `.`, the whole repository, caches of tools and folders named
    `excluded_name` are skipped. The digest also covers revi-docs itself, its templates, the Python version
    and the names of installed packages. If a link leads to a folder outside `root`, each digest is different,
    because changes there cannot be detected.
    """
    hasher = _TreeHasher(root)
    hasher.hash_state.update(repr(sys.version_info[:3]).encode())
    # Another version of a dependency can render other output.
    for name in _installed_packages():
        hasher.hash_state.update(name.encode() + b"\n")
    hasher.hash_state.update(_package_digest())
    hashed_paths = set()
    for tree in trees:
        hashed_paths.add(os.path.normpath(tree))
        excluded_names = _EXCLUDED_NAMES | {excluded_name} if tree == "." else frozenset()
        hasher.add(os.path.normpath(os.path.join(root, tree)), excluded_names)
    for folder in folders:
        hasher.hash_state.update(b"names\0" + os.fsencode(folder))
        for name in _source_names(os.path.join(root, folder)):
            hasher.hash_state.update(b"\0" + os.fsencode(name))
            path = os.path.join(root, folder, name)
            if os.path.normpath(os.path.join(folder, name)) not in hashed_paths and _is_file(path):
                hasher.add(path, frozenset())
    for folder in listed_folders:
        listing = _folder_listing(os.path.join(root, folder))
        hasher.hash_state.update(b"listed\0" + os.fsencode(folder) + b"\0" + listing)
    return hasher.hash_state.hexdigest()


def tree_digest(root: str, path: str) -> str:
    """The digest of one file, or of all files in one folder, without anything else that `digest` covers."""
    hasher = _TreeHasher(root)
    hasher.add(os.path.join(root, path), frozenset())
    return hasher.hash_state.hexdigest()


_package_digests: dict[frozenset[_Entry], bytes] = {}
"""The last digest of revi-docs itself, by the entries of its folders: `check` needs it twice, `serve` many times."""


def _package_digest() -> bytes:
    """The digest of revi-docs and its templates. Reading 500 files takes six times as long as looking at them."""
    if _package_digests and (entries := frozenset(_entries_of(_PACKAGE_PATHS))) in _package_digests:
        return _package_digests[entries]
    hasher = _TreeHasher(_PACKAGE_FOLDER)
    for path in _PACKAGE_PATHS:
        hasher.add(path, _BYTECODE_NAMES)
    _package_digests.clear()
    _package_digests[frozenset(hasher.entries)] = hasher.hash_state.digest()
    return hasher.hash_state.digest()


def _entries_of(folders: Iterable[str]) -> Iterator[_Entry]:
    """The entries that a `_TreeHasher` meets, without reading files. A link or a temporary file is none of them."""
    pending = list(folders)
    while pending:
        folder = pending.pop()
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            continue
        yield folder, 0, 0, 0
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield _file_entry(entry.path, entry.stat(follow_symlinks=False))
            elif entry.name not in _BYTECODE_NAMES:
                pending.append(entry.path)


def _file_entry(path: str, status: os.stat_result) -> _Entry:
    return path, status.st_ino, status.st_size, status.st_ctime_ns


class _TreeHasher:
    """Hashes files and folders into one state; follows each linked folder once.

    `entries` are the folders and the files, each as it was before it was read.
    """

    def __init__(self, root: str) -> None:
        self.hash_state = blake2b(digest_size=16)
        self.entries: list[_Entry] = []
        self._root = os.path.join(os.path.realpath(root), "")
        self._visited_targets: set[str] = set()

    def add(self, path: str, excluded_names: frozenset[str], *, follow_link: bool = False) -> None:
        """Hash the file or folder at `path`, without `excluded_names` in folders."""
        try:
            self._add_file(path, 0 if follow_link else os.O_NOFOLLOW)
        except IsADirectoryError:
            self._add_folder(path, excluded_names)
        except OSError as error:
            # O_NOFOLLOW makes `open` fail for a link; a missing file is hashed as its error number.
            if follow_link or not os.path.islink(path):
                self.hash_state.update(b"none\0%d\0" % (error.errno or 0))
            elif self._add_link(path):
                self.add(path, excluded_names, follow_link=True)

    def _add_file(self, path: str, flags: int) -> None:
        """Hash a file with as few system calls as possible. O_NONBLOCK: a named pipe must not block."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
        try:
            status = os.fstat(descriptor)
            mode = status.st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # such as a device, which can have no end
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            size = 0
            while chunk := os.read(descriptor, _CHUNK_BYTES):
                size += len(chunk)
                self.hash_state.update(chunk)
        finally:
            os.close(descriptor)
        self.hash_state.update(b"file\0%d\0" % size)
        self.entries.append(_file_entry(path, status))

    def _add_folder(self, path: str, excluded_names: frozenset[str]) -> None:
        for name in _source_names(path) if excluded_names else _list_names(path):
            if name not in excluded_names and not (excluded_names and _is_environment(path, name)):
                self.hash_state.update(b"in\0" + os.fsencode(name) + b"\0")
                self.add(os.path.join(path, name), excluded_names)
        self.hash_state.update(b"out\0")
        self.entries.append((path, 0, 0, 0))

    def _add_link(self, path: str) -> bool:
        """Hash the target path of a link: equal content elsewhere differs. Return whether to follow it."""
        target = os.path.realpath(path)
        self.hash_state.update(b"link\0" + os.fsencode(target) + b"\0")
        if not os.path.isdir(target):
            return True
        if not os.path.join(target, "").startswith(self._root):
            # Content outside the repository cannot be tracked: make this digest match no other.
            self.hash_state.update(os.urandom(16))
            return False
        folder = os.path.join(os.path.realpath(os.path.dirname(path)), "")
        is_cycle = target in self._visited_targets or folder.startswith(os.path.join(target, ""))
        self._visited_targets.add(target)
        return not is_cycle


def _is_file(path: str) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def _installed_packages() -> list[str]:
    names = {name for folder in sys.path for name in _list_names(folder)}
    return sorted(name for name in names if name.endswith(".dist-info"))


def _list_names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))
    except OSError:
        return []


def _source_names(folder: str) -> list[str]:
    return [name for name in _list_names(folder) if not is_temp_file(name)]


def _folder_listing(folder: str) -> bytes:
    """Names in a folder with their types. Includes `.git`: it turns the folder into another repository."""
    try:
        with os.scandir(folder) as entries:
            sources = [entry for entry in entries if _is_source_name(entry.name)]
            return b"\0".join(sorted(_entry_type(entry) + os.fsencode(entry.name) for entry in sources))
    except OSError:
        return b""


def _is_source_name(name: str) -> bool:
    return (name == ".git" or name not in _NON_SOURCE_NAMES) and not is_temp_file(name)


def _entry_type(entry: os.DirEntry[str]) -> bytes:
    if entry.is_symlink():
        return b"l" + os.fsencode(os.readlink(entry.path)) + b"\0"
    if entry.is_dir(follow_symlinks=False):
        return b"d"
    return b"f" if entry.is_file(follow_symlinks=False) else b"o"


def is_excluded(name: str) -> bool:
    """Whether a folder belongs to git, a tool or revi-docs and contains no hand-written files."""
    return name in _NON_SOURCE_NAMES


def _is_environment(folder: str, name: str) -> bool:
    return os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))
