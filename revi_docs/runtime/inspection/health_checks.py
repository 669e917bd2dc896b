"""Whether what revi builds on is in order: contract, hooks, ledgers, locks, and what dead writers left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.checksum import has_valid_checksum
from revi_docs.files.temp_files import is_stale_temp_file
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.ledger import read_ledger, transition_issues
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.hook_context import CONTRACT_JSON, HookContext
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.edit_guard.front_matter_lines import parse_value, read_field
from revi_docs.runtime.edit_guard.generated_files import read_output_index
from revi_docs.runtime.hooks.claude_settings import missing_hooks
from revi_docs.runtime.locks.lock_owner import DEFAULT_STALE_MS, parse_lock_owner
from revi_docs.runtime.locks.session_locks import story_folders

_HASH_PATTERN = re.compile(rb"CONTRACT_HASH\b[^\"\n]*\"([0-9a-f]{32})\"")


class HealthFinding(NamedTuple):
    """What is not in order: `code` is kebab-case, `where` a file, and perhaps its line."""

    code: str
    where: str
    message: str
    fix: str


def check_health(repository: Repository) -> tuple[HealthFinding, ...]:
    """Everything that is not in order, check by check."""
    context = HookContext(os.path.realpath(repository.root), repository.data)
    return tuple(finding for check in CHECKS for finding in check(repository, context))


def _check_outputs(repository: Repository, context: HookContext) -> Iterator[HealthFinding]:
    """The proofs of what was made, and the hash of the contract in the code that was made of it."""
    expected_hash = str(repository.data["_revi"]["contract_hash"])
    for path in sorted(read_output_index(context.root) | {CONTRACT_JSON}):
        try:
            with open(os.path.join(context.root, path), "rb") as stream:
                content = stream.read()
        except OSError:
            yield HealthFinding("missing-output", path, "was made and is not there", "run 'revi-docs sync'")
            continue
        hashes = {match.decode() for match in _HASH_PATTERN.findall(content)}
        if not has_valid_checksum(path, content):
            fix = "see the change by 'revi-docs check', then run 'revi-docs sync --force'"
            yield HealthFinding("changed-output", path, "was changed after it was made", fix)
        elif hashes and hashes != {expected_hash}:
            message = (
                f"is made of the contract {', '.join(sorted(hashes))}, and {CONTRACT_JSON} is {expected_hash}"
            )
            yield HealthFinding("other-contract", path, message, "run 'revi-docs sync'")


def _check_hooks(_: Repository, context: HookContext) -> Iterator[HealthFinding]:
    for event, settings_file in missing_hooks(context):
        fix = "run 'revi-docs init --hooks', or install the plugin in Claude Code"
        yield HealthFinding("hook-missing", settings_file, f"no hook calls 'revi hook {event}'", fix)


def _valid_stories(repository: Repository, context: HookContext) -> Iterator[tuple[str, str]]:
    """The stories by their ids, each with its folder."""
    id_pattern = repository.contract.story_id or ".*"
    yield from (item for item in story_folders(context) if re.fullmatch(id_pattern, item[0]))


def _check_ledgers(repository: Repository, context: HookContext) -> Iterator[HealthFinding]:
    for story_id, folder in _valid_stories(repository, context):
        story_paths = repository.story(story_id)
        file, ledger_file = (
            os.path.relpath(path, repository.root) for path in (story_paths.story, story_paths.ledger)
        )
        ledger = read_ledger(story_paths.ledger, repository.contract)
        for fault in (*ledger.issues, *transition_issues(ledger, repository.contract, story_id)):
            fix = "bring the line back from git; a ledger is only added to, by revi"
            yield HealthFinding(fault.code, f"{ledger_file}:{fault.line}", fault.message, fix)
        file_status = _file_status(story_paths.story)
        if file_status is None:
            continue
        if not ledger.status:
            fix = f"run 'revi story adopt {story_id}'"
            yield HealthFinding(
                "no-ledger",
                file,
                f"says {file_status}, and there is no ledger in {os.path.basename(folder)}",
                fix,
            )
        elif file_status != ledger.status:
            fix = f"write 'status: {ledger.status}' there, or move the story by 'revi move {story_id} STATUS'"
            yield HealthFinding(
                "status-differs", file, f"says {file_status}, and the ledger {ledger.status}", fix
            )


def _file_status(path: str) -> str | None:
    """The status in the front matter of a story; None where there is none."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            raw_value = read_field(stream.read(), "status")
    except OSError:
        return None
    return None if raw_value is None else str(parse_value(raw_value))


def _check_temp_files(_: Repository, context: HookContext) -> Iterator[HealthFinding]:
    """What a killed writer has left beside what it wrote."""
    output_dirs = {
        os.path.join(context.root, os.path.dirname(path)) for path in read_output_index(context.root)
    }
    story_dirs = [folder for _, folder in story_folders(context)]
    implementation_dirs = (os.path.join(folder, "_implementation") for folder in story_dirs)
    for folder in sorted({context.root, *output_dirs, *story_dirs, *implementation_dirs}):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if is_stale_temp_file(name):
                relative_path = os.path.relpath(os.path.join(folder, name), context.root)
                yield HealthFinding(
                    "stale-temp-file",
                    relative_path,
                    "was begun by a writer that is dead",
                    f"remove {relative_path}",
                )


def _check_locks(repository: Repository, context: HookContext) -> Iterator[HealthFinding]:
    """Locks whose holder is gone, and such as nobody can read."""
    store = FileStore(repository)
    stale_after = (repository.data["locks"] or {}).get("stale_after_ms") or DEFAULT_STALE_MS
    for story_id, _ in _valid_stories(repository, context):
        lock_path = os.path.relpath(store.lock_file(story_id), repository.root)
        try:
            record = store.read_lock(story_id)
        except UnavailableError as error:
            yield HealthFinding(error.code, lock_path, error.message, error.fix)
            continue
        lock_owner = parse_lock_owner(record) if record is not None else None
        stale_reason = lock_owner.stale_reason(now_ms(), stale_after) if lock_owner is not None else ""
        if lock_owner is not None and stale_reason:
            fix = f"the next 'revi lock acquire {story_id}' takes it over"
            yield HealthFinding(
                "stale-lock", lock_path, f"{lock_owner.owner_id} holds {story_id}, and {stale_reason}", fix
            )


CHECKS = (_check_outputs, _check_hooks, _check_ledgers, _check_locks, _check_temp_files)
"""Every check, in the order in which its findings are told."""
