"""Write expected content to disk and delete orphaned outputs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from revi_docs.drift import output_index, override_record
from revi_docs.drift.edit_evidence import record_name
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.drift.owned_parts import apply_edits
from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import remove_from_repository, write_in_repository
from revi_docs.files.stale_temp_files import clean_folders
from revi_docs.files.written_record import WrittenRecord
from revi_docs.ownership.hand_written_files import HandWrittenFile
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError


@dataclass(frozen=True, slots=True)
class SyncResult:
    """Written paths, removed paths, and files skipped because they have manual edits or are links."""

    written_paths: tuple[str, ...]
    removed_paths: tuple[str, ...]
    skipped: tuple[FileStatus, ...]


def sync(root: Path, statuses: tuple[FileStatus, ...], *, force: bool = False, dry_run: bool = False) -> SyncResult:
    """Write and delete files until every status is clean.

    Files with manual edits are skipped unless `force` is set; an orphan with manual edits is always
    skipped, because only what revi-docs wrote may be deleted, and so are a link and a file that revi-docs did not
    write. With `dry_run` nothing is written.
    Raises ReviError if a file cannot be written.
    """
    skipped = tuple(status for status in statuses if _is_skipped(status, force))
    pending = [status for status in statuses if status.state is not DriftState.CLEAN and status not in skipped]
    # `_write_index` writes the index: its content depends on which files are skipped.
    pending = [status for status in pending if status.path != output_index.FILE]
    whole_files = {status.path: status.expected for status in pending if status.part is None}
    edited_files = _edited_files(pending)
    if not dry_run:
        clean_folders(str(root), {*(status.path for status in statuses), output_index.FILE})
        _record(root, statuses, skipped)
        conflicted_files = {status.path: status.actual for status in pending if _is_conflicted_hand_written(status)}
        for path, content in whole_files.items():
            if path not in conflicted_files:
                _write_or_remove(root, path, content)
        # A person may be resolving the conflict, so the file is compared with what was read.
        for path, actual in conflicted_files.items():
            _replace_unchanged(root, path, actual or b"", whole_files[path] or b"")
        for file, content in edited_files.items():
            _replace_unchanged(root, file.path, file.content, content)
        # Last: if sync is interrupted, the old index still names every file to clean up.
        _write_index(root, statuses, skipped)
    written_paths = (path for path, content in whole_files.items() if content is not None)
    return SyncResult(
        written_paths=tuple(sorted({*written_paths, *(file.path for file in edited_files)})),
        removed_paths=tuple(path for path, content in whole_files.items() if content is None),
        skipped=skipped,
    )


def _record(root: Path, statuses: Iterable[FileStatus], skipped: tuple[FileStatus, ...]) -> None:
    """Record what the files will contain before they are written: a kill in between must not look like an edit."""
    contents: dict[str, list[bytes]] = {}
    for status in statuses:
        if status.rendered is not None and status.expected is not None and status not in skipped:
            contents.setdefault(record_name(status), []).append(status.expected)
    WrittenRecord(str(root)).add(contents)


def _is_skipped(status: FileStatus, force: bool) -> bool:
    is_edited = status.state is DriftState.TAMPERED and (not force or status.expected is None)
    return is_edited or status.state in (DriftState.LINKED, DriftState.FOREIGN)


def _is_conflicted_hand_written(status: FileStatus) -> bool:
    """Whether a hand-written file has a merge conflict, so that the whole file is written."""
    return status.state is DriftState.CONFLICTED and status.part is None and status.rendered is None


def _edited_files(pending: Iterable[FileStatus]) -> dict[HandWrittenFile, bytes]:
    """Return hand-written file → new content, for files with a part to update."""
    statuses_by_file: dict[HandWrittenFile, list[FileStatus]] = {}
    for status in pending:
        if status.part is not None:
            statuses_by_file.setdefault(status.part.file, []).append(status)
    return {file: apply_edits(file, file_statuses).encode("utf-8") for file, file_statuses in statuses_by_file.items()}


def _write_or_remove(root: Path, path: str, content: bytes | None) -> None:
    if content is None:
        remove_from_repository(root, path)
    else:
        write_in_repository(root, path, content)


def _replace_unchanged(root: Path, path: str, original: bytes, content: bytes) -> None:
    """Write a hand-written file; raise ReviError if it changed since it was read."""
    current, problems = read_bytes(root, path)
    if problems or current != original:
        raise ReviError(*problems or (changed_meanwhile(path, "revi-docs sync"),))
    write_in_repository(root, path, content)


def changed_meanwhile(path: str, command: str) -> Problem:
    """A file that changed after the command read it."""
    return Problem(
        code="concurrent-change",
        message="changed while revi-docs was running",
        fix=f"run '{command}' again",
        places=(Place(path),),
        subject=path,
    )


def _write_index(root: Path, statuses: tuple[FileStatus, ...], skipped: tuple[FileStatus, ...]) -> None:
    """Update the index; skipped orphans stay in it."""
    whole_files = (status for status in statuses if status.part is None)
    index_content = output_index.serialize(
        status.path
        for status in whole_files
        if (status.rendered or status in skipped)
        and status.state is not DriftState.FOREIGN
        and status.path != override_record.FILE
    )
    if any(status.path == output_index.FILE and status.actual != index_content for status in statuses):
        write_in_repository(root, output_index.FILE, index_content)
