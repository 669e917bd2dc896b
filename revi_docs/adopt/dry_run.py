"""Apply a proposal to a copy of the repository and check it there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from revi_docs.drift import output_index
from revi_docs.files.read_file import is_file, read_file
from revi_docs.problems.problem import Place, Problem

RepositoryCheck = Callable[[Path], tuple[Problem, ...]]
"""Syncs the repository at a path and returns the remaining problems."""

_TEMPLATES_FOLDER = "templates"


def try_changes(
    root: Path,
    changes: Mapping[str, bytes],
    source_paths: Iterable[str],
    check: RepositoryCheck,
    dropped_paths: Collection[str] = (),
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return path → changed content after a sync of the copy, and the problems found there.

    `dropped_paths` are outputs of items that the changes remove: the copy does not have them.
    """
    with TemporaryDirectory(prefix="revi-docs-") as folder:
        # Resolved: on macOS the folder for temporary files is a link.
        copy = Path(folder).resolve()
        # Generated files, too: one that the plan no longer generates is missing after the sync.
        candidates = (*source_paths, *output_index.read(root), output_index.FILE)
        paths = [path for path in candidates if path not in dropped_paths and is_file(root, path)]
        for path in (*paths, *_template_paths(root)):
            _copy(root, path, copy)
        for path, content in changes.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(content)
        problems = check(copy)
        deleted_paths = [path for path in sorted(set(paths)) if not (copy / path).is_file()]
        problems += tuple(_ungenerated_file(path) for path in deleted_paths)
        return dict(_changed_files(root, copy)), problems


def _template_paths(root: Path) -> Iterator[str]:
    for file in (root / _TEMPLATES_FOLDER).rglob("*"):
        path = file.relative_to(root).as_posix()
        if is_file(root, path):
            yield path


def _copy(root: Path, path: str, copy: Path) -> None:
    target = copy / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(read_file(root, path))


def _ungenerated_file(path: str) -> Problem:
    return Problem(
        code="not-adopted",
        message="would no longer be generated",
        fix="add it to outputs in revi.yml",
        places=(Place(path),),
        subject=path,
    )


def _changed_files(root: Path, copy: Path) -> Iterable[tuple[str, bytes]]:
    for file in sorted(copy.rglob("*")):
        path = file.relative_to(copy).as_posix()
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        if not is_file(root, path) or read_file(root, path) != content:
            yield path, content
