"""Remove what `init`, `adopt` and `sync` wrote into a repository, and nothing else.

Removed are generated files without manual edits, lines and rules that revi-docs owns in files of other tools, the
baseline, and starter files or an adopted contract that have no changes. Everything else is kept, with its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from revi_docs.app.setup.hook_settings import denied_edits, remove_hooks
from revi_docs.app.setup.installation import read_or_none
from revi_docs.app.setup.optional_files import OPTIONAL_FILES, PlacedFile, placed_file
from revi_docs.app.setup.original_settings import original_settings
from revi_docs.app.setup.permission_rules import remove_permissions
from revi_docs.app.setup.plugin_export import plugin_contract
from revi_docs.app.setup.settings_file import SETTINGS_PATH, is_new_file
from revi_docs.app.setup.workflows import WORKFLOWS, starter_files
from revi_docs.contract.loader import CONTRACT_FILE
from revi_docs.contract.model import Contract
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.files.managed_lines import without_managed_lines
from revi_docs.files.markdown.regions import without_contents
from revi_docs.files.repository_writer import remove_from_repository, write_in_repository
from revi_docs.files.written_record import WrittenRecord
from revi_docs.stories.baseline import BASELINE_FILE

_GENERATED = (DriftState.CLEAN, DriftState.STALE, DriftState.ORPHANED)
"""States of a file that has the bytes that revi-docs wrote."""


@dataclass(slots=True)
class Uninstallation:
    """The paths of removed and of shortened files, and of kept files with the reason."""

    removed: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    unchanged: dict[str, str] = field(default_factory=dict)


def uninstall(root: Path, contract: Contract, statuses: tuple[FileStatus, ...], *, dry_run: bool) -> Uninstallation:
    """Remove the traces of revi-docs. Raises ReviError if a file cannot be read or written."""
    result = Uninstallation()
    changes: dict[str, bytes | None] = {}
    for status in statuses:
        if status.part is not None or status.actual is None:
            continue
        if status.state in _GENERATED:
            changes[status.path] = None
        elif status.state is DriftState.TAMPERED:
            result.unchanged[status.path] = "has manual edits"
    changes |= _starter_changes(root, contract.project.name, result) | _line_changes(root, contract)
    for path, content in changes.items():
        (result.removed if content is None else result.shortened).append(path)
        if not dry_run and path != CONTRACT_FILE:
            _apply(root, path, content)
    if not dry_run:
        _remove_empty_folders(root, result.removed)
    _remove_optional_files(root, result, dry_run=dry_run)
    if not dry_run and CONTRACT_FILE in changes:
        # Last: without a contract, the command could not be called again after it was interrupted.
        _apply(root, CONTRACT_FILE, changes[CONTRACT_FILE])
    return result


def _remove_optional_files(root: Path, result: Uninstallation, *, dry_run: bool) -> None:
    for file in _unchanged_optional_files(root):
        result.removed.append(file.name)
        if not dry_run:
            _apply(file.root, file.path, None)
            _remove_empty_folders(file.root, [file.path])


def _unchanged_optional_files(root: Path) -> list[PlacedFile]:
    """Return the files for CI and pre-commit that have the bytes that `init` wrote."""
    files = [placed_file(file, root) for file in OPTIONAL_FILES.values()]
    return [
        file for file in files if file.content and _with_unix_lines(read_or_none(file.root, file.path)) == file.content
    ]


def _with_unix_lines(content: bytes | None) -> bytes | None:
    """Return the content as `init` wrote it: on Windows, git may have changed the line ends."""
    return content.replace(b"\r\n", b"\n") if content else content


def _starter_changes(root: Path, name: str, result: Uninstallation) -> dict[str, bytes | None]:
    """Return the starter files to remove; changed ones are kept.

    `name` is what the contract calls the workflow: the folder may have been renamed, or cloned with another name.
    """
    starters: dict[str, list[bytes]] = {}
    for workflow in WORKFLOWS:
        files = starter_files(root, workflow, name)
        for path, content in [*files.items(), (CONTRACT_FILE, plugin_contract(root, workflow, name))]:
            starters.setdefault(path, []).append(content)
    changes: dict[str, bytes | None] = dict.fromkeys(path for path in (BASELINE_FILE,) if (root / path).exists())
    record = WrittenRecord(str(root))
    for path, contents in starters.items():
        content_on_disk = read_or_none(root, path)
        actual = _with_unix_lines(content_on_disk)
        # `sync` has filled the regions of a starter page that was not edited; `adopt` recorded its contract.
        is_written = actual is not None and (
            _with_empty_regions(path, actual) in contents or record.wrote(path, content_on_disk or b"")
        )
        if actual in contents or is_written:
            changes[path] = None
        elif actual is not None:
            result.unchanged[path] = "is yours"
    return changes


def _with_empty_regions(path: str, content: bytes) -> bytes:
    return without_contents(path, content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _line_changes(root: Path, contract: Contract) -> dict[str, bytes | None]:
    """Return the new content of files of other tools, None if `init` created them."""
    edits: dict[str, Callable[[bytes], bytes | None]] = {
        ".gitignore": without_managed_lines,
        ".gitattributes": without_managed_lines,
        SETTINGS_PATH: lambda content: _without_settings(root, content, contract),
    }
    changes: dict[str, bytes | None] = {}
    for path, edit in edits.items():
        content = read_or_none(root, path)
        if content is not None and (new_content := edit(content)) != content:
            changes[path] = new_content
    return changes


def _without_settings(root: Path, content: bytes, contract: Contract) -> bytes | None:
    original = original_settings(root, content, contract)
    if original is not None:
        return original
    new_content = remove_hooks(remove_permissions(content, denied_edits(contract)))
    return None if is_new_file(new_content) and new_content != content else new_content


def _apply(root: Path, path: str, content: bytes | None) -> None:
    if content is None:
        remove_from_repository(root, path)
    else:
        write_in_repository(root, path, content)


def _remove_empty_folders(root: Path, paths: Iterable[str]) -> None:
    """Remove the folders of removed files that are empty now, and those that contained nothing else."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents if folder.name}
    # Innermost first: a folder is empty only after the folders in it are removed.
    for folder in sorted(folders, key=lambda other: len(other.parts), reverse=True):
        with suppress(OSError):  # not empty, or gone already
            (root / folder).rmdir()
