"""Reject edits of what only `revi` writes besides logs: locks, guards, counters, the error log, results of checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.globs import match_groups
from revi_docs.records.evidence.check_records import record_file
from revi_docs.records.story_folders import may_be_in_story
from revi_docs.runtime.base.contract_data import ContractData, ContractKeyPath
from revi_docs.runtime.base.lock_settings import DEFAULT_LOCK_FILE
from revi_docs.runtime.edit_guard.contract_lines import contract_line


class StoryStateFile(NamedTuple):
    """A file in the folder of a story that only revi writes: its pattern, its key path, and the commands to use."""

    pattern: str
    key_path: ContractKeyPath
    writer: str


def check_state_file(contract: ContractData, path: str) -> str:
    """Why an edit of a story's file is rejected that only revi writes; "" for any other file."""
    file = _find_state_file(contract, path)
    if file is None:
        return ""
    return f"only revi writes {path} (see {contract_line(contract.root, file.key_path)}): use {file.writer}"


def _find_state_file(contract: ContractData, path: str) -> StoryStateFile | None:
    layout = contract.story_layout
    if not may_be_in_story(layout, path):
        return None
    files = _state_files(contract)
    return next((file for file in files if match_groups(f"{layout}/{file.pattern}", path) is not None), None)


def _state_files(contract: ContractData) -> Iterator[StoryStateFile]:
    lock_file = contract.section("locks").get("file") or DEFAULT_LOCK_FILE
    for pattern in (lock_file, f"{lock_file}.*"):
        yield StoryStateFile(pattern, ("locks", "file"), "revi plumbing lock")
    yield StoryStateFile("_implementation/.budget", ("budgets",), "revi plumbing budget")
    error_log = contract.record_file("error_log", "_implementation/ERROR-LOG.yaml")
    yield StoryStateFile(error_log, ("records", "error_log", "file"), "revi error")
    yield StoryStateFile(record_file("*"), ("checks",), "revi evidence run")
