"""Whether generated files are as `sync` wrote them here, or as git's HEAD has them. Nothing is rendered for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revi_docs.files.generated_marker import has_former_checksum, is_marked
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_history import read_blobs
from revi_docs.files.git_process import NoGitError
from revi_docs.files.read_file import read_file
from revi_docs.files.written_record import WrittenRecord


class FileOrigin(NamedTuple):
    """A generated file: its content, None if it does not exist, and whether people certainly edited it."""

    content: bytes | None
    is_edited: bool


def file_origins(root: str, paths: Iterable[str]) -> Iterator[tuple[str, FileOrigin]]:
    """Each path with the origin of its file, sorted. Asks git once, about files that the record does not know."""
    record = WrittenRecord(root)
    contents = {path: _read_or_none(root, path) for path in sorted(paths)}
    unknown = [path for path, content in contents.items() if content is not None and not record.wrote(path, content)]
    committed = _committed_contents(root, unknown)
    for path, content in contents.items():
        if content is None or path not in unknown:
            yield path, FileOrigin(content, is_edited=False)
            continue
        is_known = record.knows(path) or path in committed or not is_marked(content)
        is_own = content == committed.get(path) or has_former_checksum(path, content)
        yield path, FileOrigin(content, is_edited=is_known and not is_own)


def _committed_contents(root: str, paths: list[str]) -> dict[str, bytes]:
    if not paths or find_git_folders(root) is None:
        return {}
    try:
        contents = read_blobs(root, (f"HEAD:./{path}" for path in paths))
    except NoGitError:
        return {}
    return {name.removeprefix("HEAD:./"): content for name, content in contents.items()}


def _read_or_none(root: str, path: str) -> bytes | None:
    try:
        return read_file(root, path)
    except OSError:
        return None
