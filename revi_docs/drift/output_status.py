"""Compare whole outputs with the files on disk, and find orphaned outputs."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from revi_docs.contract.default_outputs import DEFAULT_OUTPUTS
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.drift import output_index
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.files.checksum import has_checksum, has_valid_checksum
from revi_docs.files.read_file import list_names, read_unlinked_file
from revi_docs.files.root_folders import LinkedPathError
from revi_docs.files.temp_files import is_temp_file
from revi_docs.outputs.rendered_outputs import RenderedOutputs
from revi_docs.outputs.renderer import RenderResult

_CONFLICT_MARKER = re.compile(rb"^(<{7}|>{7})(?: |\r?$)", re.MULTILINE)


def compare_outputs(root: Path, loaded: LoadedContract, rendered_outputs: RenderedOutputs) -> tuple[FileStatus, ...]:
    """Return the status of every output, of the index and of every orphan, sorted by path."""
    indexed_paths = output_index.read(root)
    outputs = {output.path: output for output in rendered_outputs.files}
    statuses = [
        _as_foreign(_output_status(root, path, output.content, output), indexed_paths)
        for path, output in outputs.items()
    ]
    if not rendered_outputs.problems:
        orphans = _find_orphans(root, indexed_paths, set(outputs), output_dirs(loaded.contract))
        tampered_paths = (output.path for output in orphans if output.state is DriftState.TAMPERED)
        if outputs or indexed_paths:
            foreign_paths = {status.path for status in statuses if status.state is DriftState.FOREIGN}
            index_content = output_index.serialize((*(outputs.keys() - foreign_paths), *tampered_paths))
            statuses.append(_output_status(root, output_index.FILE, index_content, None))
        statuses += orphans
    return tuple(sorted(statuses, key=lambda output: output.path))


def _as_foreign(status: FileStatus, indexed_paths: Collection[str]) -> FileStatus:
    """Mark a file that revi-docs did not write: it has no checksum, and the index does not list it."""
    is_own = status.path in indexed_paths or has_checksum(status.actual or b"")
    return status if is_own or status.state is not DriftState.TAMPERED else replace(status, state=DriftState.FOREIGN)


def _output_status(root: Path, path: str, expected: bytes, rendered: RenderResult | None) -> FileStatus:
    try:
        actual = read_unlinked_file(str(root), path)
    except LinkedPathError as error:
        return FileStatus(path, DriftState.LINKED, None, expected, rendered, link=str(error.filename))
    except OSError:
        actual = None
    state = _drift_state(path, actual, expected, rendered is not None)
    return FileStatus(path, state, actual, expected, rendered)


def _drift_state(path: str, actual: bytes | None, expected: bytes, requires_checksum: bool) -> DriftState:
    if actual is None:
        return DriftState.MISSING
    if actual == expected:
        return DriftState.CLEAN
    if _is_conflicted(actual, requires_checksum):
        return DriftState.CONFLICTED
    versions = (actual, actual.replace(b"\r\n", b"\n"))
    if not requires_checksum or any(has_valid_checksum(path, version) for version in versions):
        return DriftState.STALE
    return DriftState.TAMPERED


def _is_conflicted(actual: bytes, requires_checksum: bool) -> bool:
    """Whether git left both sides in the file; an output without a checksum was not written by revi-docs."""
    markers = set(_CONFLICT_MARKER.findall(actual))
    return bool(markers) if not requires_checksum else len(markers) == 2 and has_checksum(actual)


def output_dirs(contract: Contract) -> set[str]:
    """Return the folders of the output table and of the default outputs, even if they have no outputs today.

    Orphans are searched there, so that they are found without the index.
    """
    entries = (*contract.outputs, *(path for _, path, _, _ in DEFAULT_OUTPUTS))
    return {parent_folder(entry.partition("{")[0]) for entry in entries}


def _find_orphans(
    root: Path, indexed_paths: tuple[str, ...], planned_paths: set[str], default_dirs: set[str]
) -> list[FileStatus]:
    """Find files that revi-docs wrote and no longer plans; only a checksum in the file proves that."""
    candidates = {path for path in indexed_paths if path not in planned_paths}
    for folder in sorted({parent_folder(path) for path in (*planned_paths, *indexed_paths)} | default_dirs):
        for name in list_names(str(root), folder):
            path = f"{folder}/{name}" if folder else name
            if path not in planned_paths and path != output_index.FILE and not is_temp_file(name):
                candidates.add(path)
    orphans: list[FileStatus] = []
    for path in sorted(candidates):
        content = _read_or_none(root, path)
        if content is None or not has_checksum(content):
            continue
        if has_valid_checksum(path, content):
            orphans.append(FileStatus(path, DriftState.ORPHANED, content, None))
        elif path in indexed_paths:
            orphans.append(FileStatus(path, DriftState.TAMPERED, content, None))
    return orphans


def parent_folder(path: str) -> str:
    """Return the folder of a path, empty for the root of the repository."""
    return path.rpartition("/")[0]


def _read_or_none(root: Path, path: str) -> bytes | None:
    try:
        return read_unlinked_file(str(root), path)
    except OSError:
        return None
