"""Claims in memory: the shortest implementation of `ClaimStore`, for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

from revi_docs.runtime.claims.protocol import ClaimChange, ClaimState


class MemoryClaims:
    """A claim store without files. `before_swap` is called before each swap, so that a test can interfere."""

    def __init__(self, before_swap: Callable[[str], None] = lambda _: None) -> None:
        self.before_swap = before_swap
        self._states: dict[str, ClaimState] = {}
        self._guard = threading.Lock()

    def read(self, story_id: str) -> ClaimState:
        return self._states.get(story_id, ClaimState())

    def claimed(self) -> Mapping[str, Mapping[str, Any]]:
        return {story_id: state.record for story_id, state in self._states.items() if state.record is not None}

    def compare_and_swap(self, story_id: str, expected: ClaimState, change: ClaimChange) -> ClaimState | None:
        self.before_swap(story_id)
        with self._guard:
            current = self.read(story_id)
            if current.version != expected.version:
                return None
            version = str(int(current.version or "0") + 1)
            record = dict(change.record) if change.record is not None else None
            handover = change.handover if record is None else None
            self._states[story_id] = ClaimState(max(change.fence, current.fence), record, version, handover)
            return self._states[story_id]
