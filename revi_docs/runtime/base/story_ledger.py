"""Read the ledger of a story, append to it, and exclude other processes that change the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from revi_docs.files.append_file import append_file
from revi_docs.records.command_errors import file_errors
from revi_docs.records.jsonl import encode_line
from revi_docs.records.ledger import Ledger, read_ledger
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.repository import StoryPaths
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
    with file_guard(
        story.repository.lock_root, f"{story.lock_file}.mutex", default_wait_ms if wait_ms is None else wait_ms
    ):
        yield


def story_ledger(story: StoryPaths) -> Ledger:
    """The ledger; empty if there is no file. Raises UnavailableError if it cannot be read."""
    with file_errors(story.ledger, "read"):
        return read_ledger(story.ledger, story.repository.contract, story.repository.root)


def append_entry(story: StoryPaths, event: str, at_ms: int, fields: Mapping[str, Any]) -> None:
    """Append an entry durably. The caller has exclusive access. Raises UnavailableError if that fails."""
    timestamp = format_time(at_ms, story.repository.zone)
    entry = {"timestamp": timestamp, "storyId": story.id, "event": event, **fields}
    with file_errors(story.ledger):
        append_file(story.repository.root, story.ledger, encode_line(entry))
