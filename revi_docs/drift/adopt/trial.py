"""The proposal tried out in a copy: only what a check finds clean there is written here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from revi_docs.drift import index
from revi_docs.problems.problem import Place, Problem

Judge = Callable[[Path], tuple[Problem, ...]]
"""Sets a repository right and says what is wrong with it then."""

_TEMPLATES = "templates"


def tried(
    root: Path, changes: Mapping[str, bytes], involved: Iterable[str], judge: Judge
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files as they are to be, and what is wrong with them all the same."""
    with TemporaryDirectory(prefix="revi-docs-") as folder:
        copy = Path(folder).resolve()
        paths = [path for path in (*involved, *index.read(root), index.FILE) if (root / path).is_file()]
        for path in paths:
            _copy(root / path, copy / path)
        if (root / _TEMPLATES).is_dir():
            shutil.copytree(root / _TEMPLATES, copy / _TEMPLATES, symlinks=True)
        for path, content in changes.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(content)
        problems = judge(copy)
        problems += tuple(_gone(path) for path in sorted(set(paths)) if not (copy / path).is_file())
        return dict(_changed(root, copy)), problems


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


def _gone(path: str) -> Problem:
    return Problem(
        code="not-adopted",
        message="would no longer be made from the contract",
        fix="name it in outputs of revi.yml",
        places=(Place(path),),
        subject=path,
    )


def _changed(root: Path, copy: Path) -> Iterable[tuple[str, bytes]]:
    for file in sorted(copy.rglob("*")):
        path = file.relative_to(copy).as_posix()
        if file.is_symlink() or not file.is_file() or path.startswith(".revi/cache/"):
            continue
        content = file.read_bytes()
        there = root / path
        if not there.is_file() or there.read_bytes() != content:
            yield path, content
