"""Compare whole outputs with the files on disk, and find orphaned outputs."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from revi_docs.contract.default_outputs import DEFAULT_OUTPUTS
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.drift import output_index, override_record
from revi_docs.drift.edit_evidence import EditEvidence
from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.files.generated_marker import is_marked
from revi_docs.files.read_file import list_names, read_unlinked_file
from revi_docs.files.root_folders import LinkedPathError
from revi_docs.files.temp_files import is_temp_file
from revi_docs.outputs.output_plan import hidden_path
from revi_docs.outputs.rendered_outputs import RenderedOutputs
from revi_docs.outputs.renderer import RenderResult
from revi_docs.problems.problem import errors

# Files of our own, which are compared like outputs although no template renders them.
_RECORDS = (output_index.FILE, override_record.FILE)

# Only the first and the last marker of a conflict: a heading in Markdown can consist of equals signs.
_CONFLICT_MARKER = re.compile(rb"^(<{7}|>{7})(?: |\r?$)", re.MULTILINE)


def compare_outputs(
    root: Path, loaded: LoadedContract, rendered_outputs: RenderedOutputs, evidence: EditEvidence | None = None
) -> tuple[FileStatus, ...]:
    """Return the status of every output, of the index and of every orphan, sorted by path."""
    evidence = evidence or EditEvidence(root, loaded, rendered_outputs.renderer)
    indexed_paths = output_index.read(root)
    outputs = {output.path: output for output in rendered_outputs.files}
    statuses = evidence.settle(_output_status(root, path, output.content, output) for path, output in outputs.items())
    statuses = [_as_foreign(status, indexed_paths, evidence) for status in statuses]
    statuses = [_as_hiding(root, status, loaded.contract) for status in statuses]
    # After a failed render the plan is incomplete, and each missing output would look like an orphan.
    if not errors(rendered_outputs.problems):
        candidates = _orphan_candidates(root, indexed_paths, set(outputs), output_dirs(root, loaded.contract))
        orphans = _settle_orphans(evidence, candidates, indexed_paths)
        tampered_paths = (output.path for output in orphans if output.state is DriftState.TAMPERED)
        if outputs or indexed_paths:
            foreign_paths = {status.path for status in statuses if status.state is DriftState.FOREIGN}
            index_content = output_index.serialize((*(outputs.keys() - foreign_paths), *tampered_paths))
            statuses.append(_output_status(root, output_index.FILE, index_content, None))
        statuses += orphans
        statuses += _record_status(root, rendered_outputs)
    return tuple(sorted(statuses, key=lambda output: output.path))


def _as_foreign(status: FileStatus, indexed_paths: Collection[str], evidence: EditEvidence) -> FileStatus:
    """Mark a file that revi-docs did not write: it has no marker, and neither the index nor the record has its path."""
    if status.state is not DriftState.TAMPERED or status.path in indexed_paths or is_marked(status.actual or b""):
        return status
    return status if evidence.record.knows(status.path) else replace(status, state=DriftState.FOREIGN)


def _as_hiding(root: Path, status: FileStatus, contract: Contract) -> FileStatus:
    """Mark an output as foreign if it hides a hand-written file: a skill hides a command of the same name."""
    path = hidden_path(contract, status.rendered.task) if status.rendered else ""
    content = _read_or_none(root, path) if path else None
    return status if content is None or is_marked(content) else replace(status, state=DriftState.FOREIGN, hides=path)


def _output_status(root: Path, path: str, expected: bytes, rendered: RenderResult | None) -> FileStatus:
    try:
        actual = read_unlinked_file(str(root), path)
    except LinkedPathError as error:
        return FileStatus(path, DriftState.LINKED, None, expected, rendered, link=str(error.filename))
    except OSError:
        # Missing, a folder or unreadable: in any case, the expected bytes are not there.
        actual = None
    state = _drift_state(actual, expected, is_index=rendered is None)
    return FileStatus(path, state, actual, expected, rendered)


def _record_status(root: Path, rendered_outputs: RenderedOutputs) -> list[FileStatus]:
    """The status of the record of overrides; empty if there is none and none is needed."""
    file = override_record.FILE
    bases = override_record.expected_bases(root, rendered_outputs.renderer)
    content = override_record.serialize(bases)
    if content is not None:
        return [_output_status(root, file, content, None)]
    actual = _read_or_none(root, file)
    return [] if actual is None else [FileStatus(file, DriftState.ORPHANED, actual, None)]


def _drift_state(actual: bytes | None, expected: bytes, *, is_index: bool) -> DriftState:
    if actual is None:
        return DriftState.MISSING
    if actual == expected:
        return DriftState.CLEAN
    if _is_conflicted(actual, is_index=is_index):
        return DriftState.CONFLICTED
    return DriftState.STALE if is_index else DriftState.DIFFERS


def _is_conflicted(actual: bytes, *, is_index: bool) -> bool:
    """Whether git left both sides in the file; an output without a marker was not written by revi-docs."""
    markers = set(_CONFLICT_MARKER.findall(actual))
    return bool(markers) if is_index else len(markers) == 2 and is_marked(actual)


def output_dirs(root: Path, contract: Contract) -> set[str]:
    """Return the folders of the output table and of the default outputs, even if they have no outputs today.

    Orphans are searched there, so that they are found without the index. Items with folders of their own, such as
    skills, may have left a folder of any name, so every folder beside them is searched, too.
    """
    # Not the root: outputs there are in the index, and a root can have large files.
    defaults = (row.path for row in DEFAULT_OUTPUTS if "/" in row.path)
    starts_and_ends = [entry.partition("{")[::2] for entry in (*contract.outputs, *defaults)]
    item_parents = {parent_folder(start) for start, end in starts_and_ends if "/" in end} - {""}
    item_folders = (f"{folder}/{name}" for folder in item_parents for name in list_names(str(root), folder))
    return {*(parent_folder(start) for start, _ in starts_and_ends), *item_folders}


def _orphan_candidates(
    root: Path, indexed_paths: tuple[str, ...], planned_paths: set[str], default_dirs: set[str]
) -> list[FileStatus]:
    """Find files with a marker that no output generates; they may have been copied or edited."""
    paths = {path for path in indexed_paths if path not in planned_paths}
    for folder in sorted({parent_folder(path) for path in (*planned_paths, *indexed_paths)} | default_dirs):
        for name in list_names(str(root), folder):
            path = f"{folder}/{name}" if folder else name
            if path not in planned_paths and path not in _RECORDS and not is_temp_file(name):
                paths.add(path)
    contents = {path: _read_or_none(root, path) for path in sorted(paths)}
    return [
        FileStatus(path, DriftState.DIFFERS, content, None)
        for path, content in contents.items()
        if content is not None and is_marked(content)
    ]


def _settle_orphans(
    evidence: EditEvidence, candidates: list[FileStatus], indexed_paths: tuple[str, ...]
) -> list[FileStatus]:
    """Keep what revi-docs wrote. Without the index, only the record or a former checksum tells it from a copy."""
    own_files = [status for status in candidates if status.path in indexed_paths or evidence.is_written(status)]
    return [
        replace(status, state=DriftState.ORPHANED) if status.state is DriftState.STALE else status
        for status in evidence.settle(own_files)
    ]


def parent_folder(path: str) -> str:
    """Return the folder of a path, empty for the root of the repository."""
    return path.rpartition("/")[0]


def _read_or_none(root: Path, path: str) -> bytes | None:
    try:
        return read_unlinked_file(str(root), path)
    except OSError:
        return None
