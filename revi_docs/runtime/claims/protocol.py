"""Where ledgers and locks are kept: the one seam between the acts and what stores them.

`file_store` keeps them in the story's folder. Another store, such as a database, has these functions and
nothing else; the acts know no file of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from revi_docs.records.ledger import Ledger


class LockedStory(Protocol):
    """A story while nobody else can change it."""

    def read_ledger(self) -> Ledger:
        """All steps so far. Raises BrokenError where they cannot be read."""

    def append(self, entry: Mapping[str, Any]) -> None:
        """Adds a step, for good. Raises BrokenError where it cannot be kept, and then nothing is kept."""

    def read_lock(self) -> Mapping[str, Any] | None:
        """The record of the phase lock; None where it is free. Raises BrokenError where nobody can tell."""

    def write_lock(self, record: Mapping[str, Any] | None) -> None:
        """Replaces the record; None frees the lock. Raises BrokenError, and then the old one stands."""

    def highest_fence(self) -> int:
        """The highest fence that was ever given out here, also where the lock is free."""

    def next_fence(self) -> int:
        """Gives out the next fence, kept before it is told."""


class StoryStore(Protocol):
    """Keeps the ledgers and locks of stories."""

    def lock(self, story_id: str) -> AbstractContextManager[LockedStory]:
        """The story for a change, after a bounded wait. Raises RefusalError where others hold it longer."""

    def read_ledger(self, story_id: str) -> Ledger:
        """The steps so far, without waiting for anybody."""

    def read_lock(self, story_id: str) -> Mapping[str, Any] | None:
        """The record of the phase lock, without waiting for anybody."""
