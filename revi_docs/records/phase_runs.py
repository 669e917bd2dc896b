"""Which phase a trace is in: locks by their fence, and the runs of phases under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Said = tuple[str, str, str]
"""A code, what is wrong, and what mends it."""


class PhaseRuns:
    """Follows the events of locks and phases. Without locks a phase is its own lock."""

    def __init__(self, locks: bool) -> None:
        self.locks = locks
        self.held: dict[int, str] = {}
        self.begun: dict[int, int] = {}
        self.highest = 0
        self.phase = ""

    def holds(self, phase: str) -> bool:
        """Whether somebody holds the story for the phase."""
        return not self.locks or phase in self.held.values()

    def take(self, line: int, fields: Mapping[str, Any]) -> Iterator[Said]:
        """Takes an event into account; yields what cannot be."""
        event = fields["event"]
        if event == "lock_taken":
            yield from self._taken(fields)
        elif event in ("lock_released", "lock_broken"):
            yield from self._freed(fields, ended=event == "lock_released")
        elif event == "phase_start":
            yield from self._start(line, fields["phase"])
        elif event == "phase_complete":
            yield from self._complete(fields["phase"])

    def _taken(self, fields: Mapping[str, Any]) -> Iterator[Said]:
        fence = fields["fence"]
        if fence <= self.highest:
            what = f"the fence {fence} was given out again, after {self.highest}"
            yield "old-fence", what, "see that the guard beside the lock is never removed"
        self.highest = max(self.highest, fence)
        if fields["takenOver"]:
            self.held.clear()
            self.begun.clear()
        self.held[fence] = fields["phase"]

    def _freed(self, fields: Mapping[str, Any], *, ended: bool) -> Iterator[Said]:
        fence, phase = fields["fence"], fields["phase"]
        if fence not in self.held:
            yield "lock-not-held", f"nobody held the lock with the fence {fence}", _ACQUIRE
        line = self.begun.pop(fence, None)
        if ended and line is not None:
            what = f"the phase '{phase}' began in line {line} and never ended"
            yield "phase-never-ended", what, "end a phase by 'revi lock release', also after a failure"
        self.held.pop(fence, None)

    def _start(self, line: int, phase: str) -> Iterator[Said]:
        fence = self._fence(phase)
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' began outside of a lock for it", _ACQUIRE
            return
        before = self.begun.get(fence)
        if before is not None:
            what = f"the phase '{phase}' began in line {before} and never ended"
            yield "phase-never-ended", what, "end a phase by 'revi lock release', also after a failure"
        self.begun[fence], self.phase = line, phase

    def _complete(self, phase: str) -> Iterator[Said]:
        fence = min((one for one in self.begun if self.held[one] == phase), default=self._fence(phase))
        if fence is None:
            yield "lock-not-held", f"the phase '{phase}' ended outside of a lock for it", _ACQUIRE
        elif self.begun.pop(fence, None) is None:
            yield "phase-never-began", f"the phase '{phase}' ended and had not begun", _ACQUIRE
        if self.phase == phase:
            self.phase = ""

    def _fence(self, phase: str) -> int | None:
        """The lock that a phase is under: the newest for it. Without locks a number of its own."""
        if not self.locks:
            if phase not in self.held.values():
                self.held[-len(self.held) - 1] = phase
            return next(fence for fence, one in self.held.items() if one == phase)
        return max((fence for fence, one in self.held.items() if one == phase), default=None)

    def left(self, fence: int) -> Iterator[tuple[int, str]]:
        """The runs that are still open, as line and phase; that under the lock of this fence is at work."""
        for own, line in sorted(self.begun.items(), key=lambda one: one[1]):
            if own != fence or own <= 0:
                yield line, self.held[own]


_ACQUIRE = "take and give back locks by 'revi lock', which tells the trace by itself"
