"""All files of a repository that people write: not what git ignores, and not what tools keep there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.files.digest import is_left_out
from revi_docs.files.leftovers import is_leftover

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE = ".gitignore"

Ignored = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""Folder → what its `.gitignore` says, the outer ones first."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder, `""` for the repository itself, and the names of the files in it, sorted.

    A folder that is closed, another repository or a Python environment has none; it could become one of
    ours without any change above it. `ignores` says whether git ignores something there.
    """

    path: str
    files: tuple[str, ...] = ()
    ignores: bool = False


class Tree:
    """The folders and files of a repository, read from disk at most once. Links are not followed."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self._root = os.fspath(root)

    @cached_property
    def folders(self) -> tuple[Folder, ...]:
        """Every folder, the outer ones first."""
        found: list[Folder] = []
        todo: list[tuple[str, Ignored]] = [("", ())]
        while todo:
            folder, inner = self._read(*todo.pop())
            found.append(folder)
            todo += reversed(inner)
        return tuple(found)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file, sorted by path."""
        found = (f"{folder.path}/{name}".lstrip("/") for folder in self.folders for name in folder.files)
        return tuple(sorted(found))

    @cached_property
    def ignores(self) -> tuple[str, ...]:
        """Every `.gitignore` that was read."""
        return tuple(f"{folder.path}/{IGNORE}".lstrip("/") for folder in self.folders if folder.ignores)

    def _read(self, path: str, ignored: Ignored) -> tuple[Folder, list[tuple[str, Ignored]]]:
        """A folder, and those in it with what is ignored there."""
        folder = f"{self._root}/{path}"
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return Folder(path), []
        names = {entry.name for entry in entries}
        if path and not names.isdisjoint({".git", "pyvenv.cfg"}):
            return Folder(path), []
        if IGNORE in names:
            ignored = (*ignored, (path, _spec(f"{folder}/{IGNORE}")))
        inner: list[str] = []
        files: list[str] = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            here = f"{path}/{entry.name}".lstrip("/")
            if _is_ignored(here + "/" * is_folder, ignored):
                continue
            if is_folder and not is_left_out(entry.name):
                inner.append(here)
            elif not is_folder and entry.is_file(follow_symlinks=False) and not is_leftover(entry.name):
                files.append(entry.name)
        return Folder(path, tuple(files), IGNORE in names), [(here, ignored) for here in inner]


def _spec(path: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Whether a line can be read; git passes over the others, and so must we."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _is_ignored(path: str, ignored: Ignored) -> bool:
    """What the innermost `.gitignore` that speaks of the path says."""
    for folder, spec in reversed(ignored):
        said = spec.check_file(path[len(folder) :].lstrip("/")).include
        if said is not None:
            return said
    return False
