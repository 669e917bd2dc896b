"""A worker that acquires a lock, writes under it and releases it in a loop, and fails at named points.

`python -m tests.support.lock_worker ROOT NAME SEED HURT`: it fails where the product is most fragile,
by wrapping methods of the product, which contains nothing of this.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.claims import files
from revi_docs.runtime.locks import phase_locks
from revi_docs.runtime.locks.process_identity import current_identity, start_time

POINTS = ("write_fence", "write_record", "compare_and_swap")
"""The points at which a worker fails, before and after each: methods of the claim store."""

STORY = "REVI-016"

HOUR_MS = 3_600_000


def inject_failures(name: str, chance: random.Random, harm: float) -> None:
    """Make a method of the store kill or stop its process at random, before or after its work."""
    original = getattr(files.FileClaims, name)

    def fragile(self: Any, *arguments: Any) -> Any:
        maybe(chance, harm)
        answer = original(self, *arguments)
        maybe(chance, harm)
        return answer

    setattr(files.FileClaims, name, fragile)


def maybe(chance: random.Random, harm: float) -> None:
    if chance.random() < harm:
        os.kill(os.getpid(), chance.choice((signal.SIGKILL, signal.SIGSTOP)))


def record_changes(history: int, name: str) -> None:
    """Record each change of the lock as soon as it is stored, while the guard is locked."""
    original = files.FileClaims.write_record

    def recording(self: Any, lock_file: str, record: Any) -> None:
        before = self._read(STORY, None).record
        original(self, lock_file, record)
        if record is None:
            note(history, "freed", before["owner"], before["fence"])
        elif before is None or before["fence"] != record["fence"]:
            note(history, "taken", name, record["fence"])

    files.FileClaims.write_record = recording  # type: ignore[method-assign]  # wraps the method


def note(history: int, kind: str, worker: str, fence: int) -> None:
    os.write(history, json.dumps({"kind": kind, "worker": worker, "fence": fence}).encode() + b"\n")


def skewed_clock(root: Path) -> Callable[[], int]:
    """The clock, moved by as many hours as the file `skew` says."""

    def now() -> int:
        with suppress(OSError, ValueError):
            return time.time_ns() // 1_000_000 + int((root / "skew").read_text()) * HOUR_MS
        return time.time_ns() // 1_000_000

    return now


def full_disk(*, full: bool) -> None:
    """Make every write fail from now on, or succeed again."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0 if full else most, most))


def main() -> None:
    root, name, seed, harm = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    chance = random.Random(seed)
    history = os.open(root / "history", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    record_changes(history, name)
    for point in POINTS:
        inject_failures(point, chance, harm)
    phase_locks.now_ms = skewed_clock(root)  # type: ignore[attr-defined]  # replaces the imported clock
    story = open_repository(str(root)).story_paths(STORY)
    identity = current_identity(name)._replace(pid=os.getpid(), start_time=start_time(os.getpid()))
    while True:
        with suppress(CommandError):
            full_disk(full=chance.random() < 0.02)
            try:
                lock = phase_locks.acquire(
                    story, phase_locks.LockRequest(identity, "code_review", "dev-code-review", 2000)
                )
            except UnavailableError:
                continue
            finally:
                full_disk(full=False)
            maybe(chance, harm)
            with exclusive_access(story):
                _, own_lock = phase_locks.require_owner(story, name)
                if own_lock.fence == lock.owner.fence:
                    note(history, "wrote", name, own_lock.fence)
            maybe(chance, harm)
            phase_locks.release(story, name, "PASS")


if __name__ == "__main__":
    main()
