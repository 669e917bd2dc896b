"""Move a repository to this version of revi-docs: its contract, then its outputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from revi_docs.app.workspace import Workspace
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract
from revi_docs.drift.sync import SyncResult, sync
from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.problems.problem import errors
from revi_docs.problems.revi_error import ReviError
from revi_docs.problems.version import RELEASE


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The release before ("" if the contract did not require one), and what `sync` changed."""

    previous: str
    result: SyncResult
    dry_run: bool


def upgrade(workspace: Workspace, *, dry_run: bool) -> Upgrade:
    """Generate all outputs with this version, and require it in the contract.

    Files with manual edits are skipped. Raises ReviError if the contract or a template has problems that this version
    reports; nothing is written then.
    """
    loaded = workspace.loaded
    if problems := errors(loaded.problems):
        raise ReviError(*problems)
    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    previous = loaded.contract.required_version
    content = _with_required_version(workspace.root, loaded)
    result = sync(workspace.root, workspace.file_statuses, dry_run=dry_run)
    if previous != RELEASE and not dry_run:
        write_in_repository(workspace.root, CONTRACT_FILE, content)
    return Upgrade(previous, result, dry_run)


def _with_required_version(root: Path, loaded: LoadedContract) -> bytes:
    """Return the contract with the present release; only that value changes, or a line is added below `revi`."""
    content, problems = read_bytes(root, CONTRACT_FILE)
    if problems:
        raise ReviError(*problems)
    lines = content.decode("utf-8").splitlines(keepends=True)
    place = loaded.places.get(("required_version",))
    if place is not None and place.file == CONTRACT_FILE and not place.origin:
        index, line = place.line - 1, lines[place.line - 1]
        previous = loaded.contract.required_version
        lines[index] = line[: place.column - 1] + line[place.column - 1 :].replace(previous, RELEASE, 1)
    else:
        index = loaded.place_of("revi").line - 1
        newline = "\r\n" if lines[index].endswith("\r\n") else "\n"
        lines[index] = lines[index].rstrip("\r\n") + newline
        lines.insert(index + 1, f'required_version: "{RELEASE}"{newline}')
    return "".join(lines).encode()
