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
    the first claim; only the store interprets it.
    """

    fence: int = 0
    record: Mapping[str, Any] | None = None
    version: str = ""


class ClaimStore(Protocol):
    """A store of claims: files here, a git ref or a database elsewhere."""

    def read(self, story_id: str) -> ClaimState:
        """The current state. Raises UnavailableError if it cannot be read; unreadable never means free."""

    def compare_and_swap(
        self, story_id: str, expected: ClaimState, fence: int, record: Mapping[str, Any] | None
    ) -> ClaimState | None:
        """Replace the state durably and return it; None, without any change, if `expected` is outdated.

        The caller never lowers `fence`. After an UnavailableError the caller must read the state again: the
        change may have been stored.
        """
