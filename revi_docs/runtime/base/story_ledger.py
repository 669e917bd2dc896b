"""Read the ledger of a story, append to it, and exclude other processes that change the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.ledger import Ledger, LedgerEntry
from revi_docs.records.ledger_chain import chain_issues
from revi_docs.records.ledger_files import compact_entries, read_ledger, write_entry
from revi_docs.records.past_contracts import PastContracts
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.contract_cache import contract_at_commit
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.state_folder import ignore_local_state
from revi_docs.runtime.claims.file_guard import file_guard

_DEFAULT_WAIT_MS = 5_000
"""Milliseconds to wait for another change of the story. Arbitrary: a change takes a few fsyncs."""


@contextmanager
def exclusive_access(story: StoryPaths, wait_ms: int | None = None) -> Iterator[None]:
    """Exclude every other process of this machine that changes the story, its claim included.

    Across machines only the claim is exclusive; ledgers meet when branches are merged, and lint checks the
    fencing tokens of their entries then. `wait_ms` None: as long as `locks.wait`. Not reentrant. Raises
    CommandError if another process takes longer.
    """
    default_wait_ms = story.repository.locks.wait_ms or _DEFAULT_WAIT_MS
    mutex = story.state_file("mutex")
    ignore_local_state(mutex)
    with file_guard(mutex.root, mutex.path, default_wait_ms if wait_ms is None else wait_ms):
        yield


def story_ledger(story: StoryPaths) -> Ledger:
    """The ledger; empty if there is no file. Raises UnavailableError if it cannot be read."""
    with file_errors(story.ledger, "read"):
        return read_ledger(story.repository.root, story.ledger, story.repository.contract)


def past_contracts(story: StoryPaths) -> PastContracts:
    """The contracts of the time of each entry of the ledger."""
    ledger = story.repository.relative_path(story.ledger)
    return PastContracts(story.repository.root, ledger, contract_at_commit)


def append_entry(story: StoryPaths, event: str, at_ms: int, fields: Mapping[str, Any]) -> str:
    """Append an entry durably, after all entries before it, and return its file. The caller has exclusive access.

    Raises UnavailableError if it cannot be written, and then there is no entry; CommandError if two branches added
    entries, which a person has to reconcile first.
    """
    ledger = story_ledger(story)
    require_no_fork(story, ledger)
    return append_entry_after(story, ledger.tips, event, at_ms, fields)


def append_entry_after(
    story: StoryPaths, previous: Iterable[LedgerEntry], event: str, at_ms: int, fields: Mapping[str, Any]
) -> str:
    """Append an entry durably after the entries `previous`, and return its file. Raises UnavailableError."""
    timestamp = format_time(at_ms, story.repository.zone)
    entry = {"timestamp": timestamp, "storyId": story.id, "event": event, **fields}
    with file_errors(story.ledger):
        return write_entry(story.repository.root, story.ledger, previous, entry)


def require_no_fork(story: StoryPaths, ledger: Ledger) -> None:
    """Raise CommandError if the entries are not one chain: then the story has no certain status."""
    for issue in chain_issues(ledger):
        message = f"{story.id}: {issue.file} {issue.message}"
        fix = f"restore the entry from git, or accept the ledger with 'revi story reconcile {story.id}'"
        if issue.code == "ledger-fork":
            message, fix = f"{story.id}: {issue.message}", f"choose a side with 'revi story reconcile {story.id}'"
        raise CommandError(issue.code, message, fix)


def compact_ledger(story: StoryPaths) -> None:
    """Move the entries of a story that has ended to one file. An error leaves the entries as they are."""
    status = story.repository.contract.statuses.get(story_ledger(story).status)
    if status is not None and status.terminal:
        with suppress(OSError):
            compact_entries(story.repository.root, story.ledger, story_ledger(story))
