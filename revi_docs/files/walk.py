"""All files of a repository that people write: not what git ignores, and not what tools keep there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.files.digest import is_left_out
from revi_docs.files.leftovers import is_leftover

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE = ".gitignore"


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
        return tuple(self._below("", ()))

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file, sorted by path."""
        found = (f"{folder.path}/{name}".lstrip("/") for folder in self.folders for name in folder.files)
        return tuple(sorted(found))

    def _below(self, path: str, ignored: tuple[tuple[str, GitIgnoreSpec], ...]) -> Iterator[Folder]:
        folder = f"{self._root}/{path}"
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield Folder(path)
            return
        names = {entry.name for entry in entries}
        if path and not names.isdisjoint({".git", "pyvenv.cfg"}):
            yield Folder(path)
            return
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
        yield Folder(path, tuple(files), IGNORE in names)
        for here in inner:
            yield from self._below(here, ignored)


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


def _is_ignored(path: str, ignored: tuple[tuple[str, GitIgnoreSpec], ...]) -> bool:
    """What the innermost `.gitignore` that speaks of the path says."""
    for folder, spec in reversed(ignored):
        said = spec.check_file(path[len(folder) :].lstrip("/")).include
        if said is not None:
            return said
    return False
