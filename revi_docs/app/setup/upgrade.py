"""Move a repository to this version of revi-docs: its contract, then its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from revi_docs.app.workspace import Workspace
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.contract.renamed_key_edits import with_new_keys
from revi_docs.contract.renamed_keys import UPGRADE_FIX
from revi_docs.drift.sync import SyncResult, sync
from revi_docs.files.decoding import read_bytes
from revi_docs.files.repository_writer import write_in_repository
from revi_docs.files.yaml.yaml_edits import apply_edits, entry_of, root_mapping, with_value
from revi_docs.files.yaml.yaml_members import added_after
from revi_docs.problems.problem import Problem, errors
from revi_docs.problems.revi_error import ReviError
from revi_docs.problems.version import RELEASE


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The release before ("" if the contract did not require one), what was written, and the repository after it.

    `rewritten_keys` are the files of the contract → how many renamed keys were rewritten.
    """

    previous: str
    rewritten_keys: Mapping[str, int]
    result: SyncResult
    workspace: Workspace


def upgrade(workspace: Workspace, *, dry_run: bool) -> Upgrade:
    """Rewrite renamed keys of the contract, require this version in it, and generate all outputs with it.

    Files with manual edits are skipped. Raises ReviError if the contract or a template has problems that this version
    reports; nothing is written then.
    """
    previous = workspace.loaded.contract.required_version
    contents, rewritten_keys = _contract_files(workspace.root, workspace.loaded)

    def read_file(path: str) -> tuple[bytes, tuple[Problem, ...]]:
        return (contents[path], ()) if path in contents else read_bytes(workspace.root, path)

    upgraded = workspace.reopen()
    upgraded.loaded = parse(contents[CONTRACT_FILE], read_file=read_file)
    # What was not rewritten is for a person.
    problems = [replace(item, fix=item.fix.removeprefix(UPGRADE_FIX)) for item in errors(upgraded.loaded.problems)]
    if problems or upgraded.source_problems:
        raise ReviError(*(problems or upgraded.source_problems))
    result = sync(workspace.root, upgraded.file_statuses, dry_run=dry_run)
    for path, content in contents.items():
        if not dry_run and read_bytes(workspace.root, path)[0] != content:
            write_in_repository(workspace.root, path, content)
    return Upgrade(previous, rewritten_keys, result, upgraded)


def _contract_files(root: Path, loaded: LoadedContract) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return the new contents of the files of the contract, and how many renamed keys each had."""
    contents: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for file in (CONTRACT_FILE, *loaded.parent_files):
        content, problems = read_bytes(root, file)
        if problems:
            raise ReviError(*problems)
        text = content.decode("utf-8")
        places = [item.places[0] for item in loaded.problems if item.code == "renamed-key"]
        text, count = with_new_keys(text, [place for place in places if place.file == file and not place.origin])
        counts |= {file: count} if count else {}
        text = with_required_version(text) if file == CONTRACT_FILE else text
        contents[file] = text.encode("utf-8")
    return contents, counts


def with_required_version(text: str) -> str:
    """Return a contract that requires the present release; only that value changes, or it is added after `revi`."""
    root = root_mapping(text)
    entry = entry_of(root, "required_version")
    if root is None or not root.value or (entry and entry[1].value == RELEASE):
        return text
    if entry:
        return apply_edits(text, [with_value(text, entry, RELEASE)])
    first = entry_of(root, "revi") or root.value[0]
    return apply_edits(text, [added_after(text, root, first, "required_version", f'"{RELEASE}"')])
