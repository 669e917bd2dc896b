"""Track the locks and phase runs of a trace. Locks are identified by their fencing token."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

IssueFields = tuple[str, str, str]
"""Code, message and fix of an issue."""


class PhaseRuns:
    """State of locks and phases after each event. Without locks, each phase counts as its own lock."""

    def __init__(self, locks: bool) -> None:
        self.locks = locks
        self.phase_by_fence: dict[int, str] = {}
        self.start_line_by_fence: dict[int, int] = {}
        self.highest_fence = 0
        self.phase = ""

    def is_locked_for(self, phase: str) -> bool:
        """Whether a lock for the phase is held."""
        return not self.locks or phase in self.phase_by_fence.values()

    def process_event(self, line: int, fields: Mapping[str, Any]) -> Iterator[IssueFields]:
        """Update the state with an event; yield issues if the event is impossible."""
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
            message = f"the fencing token {fence} is not higher than the earlier {self.highest_fence}"
            yield ("outdated-fence", message, "keep the guard file next to the lock: it stores the last token")
        self.highest_fence = max(self.highest_fence, fence)
        if fields["takenOver"]:
            # Taking over a lock ends all runs of the previous owner.
            self.phase_by_fence.clear()
            self.start_line_by_fence.clear()
        self.phase_by_fence[fence] = fields["phase"]

    def _on_lock_freed(self, fields: Mapping[str, Any], *, is_release: bool) -> Iterator[IssueFields]:
        fence, phase = fields["fence"], fields["phase"]
        if fence not in self.phase_by_fence:
            yield "lock-not-held", f"no lock with the fencing token {fence} was held", _LOCK_FIX
        line = self.start_line_by_fence.pop(fence, None)
        if is_release and line is not None:
            yield _never_ended(phase, line)
        self.phase_by_fence.pop(fence, None)

    def _on_phase_start(self, line: int, phase: str) -> Iterator[IssueFields]:
        fence = self._fence_of(phase)
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' started without a lock for it", _LOCK_FIX
            return
        open_line = self.start_line_by_fence.get(fence)
        if open_line is not None:
            yield _never_ended(phase, open_line)
        self.start_line_by_fence[fence], self.phase = line, phase

    def _on_phase_complete(self, phase: str) -> Iterator[IssueFields]:
        open_fences = [fence for fence in self.start_line_by_fence if self.phase_by_fence[fence] == phase]
        fence = min(open_fences, default=self._fence_of(phase))
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' ended without a lock for it", _LOCK_FIX
        elif self.start_line_by_fence.pop(fence, None) is None:
            yield "phase-without-start", f"the phase '{phase}' ended but had not started", _LOCK_FIX
        if self.phase == phase:
            self.phase = ""

    def _fence_of(self, phase: str) -> int | None:
        """The token of the newest lock for a phase. Without locks, a negative number per phase."""
        if not self.locks and phase not in self.phase_by_fence.values():
            # Negative, so that it cannot be a real fencing token.
            self.phase_by_fence[-len(self.phase_by_fence) - 1] = phase
        fences = [fence for fence, locked_phase in self.phase_by_fence.items() if locked_phase == phase]
        return max(fences, default=None)

    def open_runs(self, fence: int) -> Iterator[tuple[int, str]]:
        """Line and phase of the open runs, except the run under the lock that is held now (`fence`)."""
        for run_fence, line in sorted(self.start_line_by_fence.items(), key=lambda item: item[1]):
            if run_fence != fence or run_fence <= 0:
                yield line, self.phase_by_fence[run_fence]


def _never_ended(phase: str, line: int) -> IssueFields:
    message = f"the phase '{phase}' started on line {line} and never ended"
    return "phase-without-end", message, "end phases with 'revi plumbing lock release', even after a failure"


_LOCK_FIX = "acquire and release locks with 'revi plumbing lock', which records them in the trace"
