"""The claim of a story, and the protocol of the stores that keep claims.

A claim records who works on a story: owner, phase, process and last heartbeat. Everything else about a story
is in files on the branch; only the claim has to be exclusive, possibly across machines. A store therefore
needs two operations: read the state, and replace it if it is still what was read (compare and swap).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol


class ClaimState(NamedTuple):
    """The state of a story's claim.

    `fence` is the highest fencing token issued so far; it survives a release and never decreases. `record`
    is the claim, None if the story is not claimed. `version` identifies the state within its store, "" before
    the first claim; only the store interprets it. `handover` is what the last owner left for the next one, None
    while the story is claimed. `unchanged_ms` is how long ago the state was stored by the clock of the store, None
    if the store has no clock of its own.
    """

    fence: int = 0
    record: Mapping[str, Any] | None = None
    version: str = ""
    handover: Mapping[str, Any] | None = None
    unchanged_ms: int | None = None


class ClaimChange(NamedTuple):
    """The new state: the fencing token, the claim or None for a free story, and what its last owner leaves.

    `is_final`: the story has ended, so a store may forget everything but the fencing token.
    """

    fence: int
    record: Mapping[str, Any] | None = None
    handover: Mapping[str, Any] | None = None
    is_final: bool = False


class ClaimStore(Protocol):
    """A store of claims: files on one machine, refs of a git remote, or a table of a database."""

    def read(self, story_id: str) -> ClaimState:
        """The current state. Raises UnavailableError if it cannot be read; unreadable never means free."""

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        """Replace the state durably and return it; None, without any change, if `expected` is outdated.

        The caller never lowers the fencing token. After an UnavailableError the caller must read the state again:
        the change may have been stored.
        """

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        """Story id → record of every story that is claimed. Raises UnavailableError as `read` does."""
