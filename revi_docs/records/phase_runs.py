"""Which phase a trace is in: locks by their fence, and the runs of phases under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

IssueFields = tuple[str, str, str]
"""A code, what is wrong, and what mends it."""


class PhaseRuns:
    """Follows the events of locks and phases. Without locks a phase is its own lock."""

    def __init__(self, locks: bool) -> None:
        self.locks = locks
        self.phase_by_fence: dict[int, str] = {}
        self.start_line_by_fence: dict[int, int] = {}
        self.highest_fence = 0
        self.phase = ""

    def is_locked_for(self, phase: str) -> bool:
        """Whether somebody holds the story for the phase."""
        return not self.locks or phase in self.phase_by_fence.values()

    def process_event(self, line: int, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        """Takes an event into account; yields what cannot be."""
        event = fields["event"]
        if event == "lock_taken":
            yield from self._on_lock_taken(fields)
        elif event in ("lock_released", "lock_broken"):
            yield from self._on_lock_freed(fields, is_release=event == "lock_released")
        elif event == "phase_start":
            yield from self._on_phase_start(line, fields["phase"])
        elif event == "phase_complete":
            yield from self._on_phase_complete(fields["phase"])

    def _on_lock_taken(self, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        fence = fields["fence"]
        if fence <= self.highest_fence:
            message = f"the fence {fence} was given out again, after {self.highest_fence}"
            yield "old-fence", message, "see that the guard beside the lock is never removed"
        self.highest_fence = max(self.highest_fence, fence)
        if fields["takenOver"]:
            self.phase_by_fence.clear()
            self.start_line_by_fence.clear()
        self.phase_by_fence[fence] = fields["phase"]

    def _on_lock_freed(self, fields: Mapping[str, Any], *, is_release: bool) -> Iterator[IssueFields]:
        fence, phase = fields["fence"], fields["phase"]
        if fence not in self.phase_by_fence:
            yield "lock-not-held", f"nobody held the lock with the fence {fence}", _LOCK_FIX
        line = self.start_line_by_fence.pop(fence, None)
        if is_release and line is not None:
            message = f"the phase '{phase}' began in line {line} and never ended"
            yield "phase-never-ended", message, "end a phase by 'revi lock release', also after a failure"
        self.phase_by_fence.pop(fence, None)

    def _on_phase_start(self, line: int, phase: str) -> Iterator[IssueFields]:
        fence = self._fence_of(phase)
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' began outside of a lock for it", _LOCK_FIX
            return
        open_line = self.start_line_by_fence.get(fence)
        if open_line is not None:
            message = f"the phase '{phase}' began in line {open_line} and never ended"
            yield "phase-never-ended", message, "end a phase by 'revi lock release', also after a failure"
        self.start_line_by_fence[fence], self.phase = line, phase

    def _on_phase_complete(self, phase: str) -> Iterator[IssueFields]:
        fence = min(
            (
                open_fence
                for open_fence in self.start_line_by_fence
                if self.phase_by_fence[open_fence] == phase
            ),
            default=self._fence_of(phase),
        )
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' ended outside of a lock for it", _LOCK_FIX
        elif self.start_line_by_fence.pop(fence, None) is None:
            yield "phase-never-began", f"the phase '{phase}' ended and had not begun", _LOCK_FIX
        if self.phase == phase:
            self.phase = ""

    def _fence_of(self, phase: str) -> int | None:
        """The lock that a phase is under: the newest for it. Without locks a number of its own."""
        if not self.locks:
            if phase not in self.phase_by_fence.values():
                self.phase_by_fence[-len(self.phase_by_fence) - 1] = phase
            return next(fence for fence, locked_phase in self.phase_by_fence.items() if locked_phase == phase)
        return max(
            (fence for fence, locked_phase in self.phase_by_fence.items() if locked_phase == phase),
            default=None,
        )

    def open_runs(self, fence: int) -> Iterator[tuple[int, str]]:
        """The runs that are still open, as line and phase; that under the lock of this fence is at work."""
        for run_fence, line in sorted(self.start_line_by_fence.items(), key=lambda item: item[1]):
            if run_fence != fence or run_fence <= 0:
                yield line, self.phase_by_fence[run_fence]


_LOCK_FIX = "take and give back locks by 'revi lock', which tells the trace by itself"
