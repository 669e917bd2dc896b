"""A worker that takes and frees a claim in a shared store in a loop, and fails around each change of the store.

`python -m tests.support.claim_worker ROOT NAME SEED HARM`: the store is that of the contract, `files` if the
folder has no `store`. The history is next to the clone, so that all clones write the same one.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.claims.git_remote import ClaimRemote
from revi_docs.runtime.claims.postgres import PostgresClaims
from revi_docs.runtime.locks import phase_locks
from revi_docs.runtime.locks.process_identity import current_identity, start_time
from tests.support.claim_stores import open_with_store
from tests.support.lock_worker import STORY, note


def fail_around(store: type, method: str, chance: random.Random, harm: float) -> None:
    """Kill or stop the process at random before or after the method, which changes the store."""
    original = getattr(store, method)

    def fragile(self: Any, *arguments: Any) -> Any:
        _maybe_fail(chance, harm)
        result = original(self, *arguments)
        _maybe_fail(chance, harm)
        return result

    setattr(store, method, fragile)


def _maybe_fail(chance: random.Random, harm: float) -> None:
    if chance.random() < harm:
        os.kill(os.getpid(), chance.choice((signal.SIGKILL, signal.SIGSTOP)))


def main() -> None:
    root, name, seed, harm = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    chance = random.Random(seed)
    history = os.open(root.parent / "history", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    fail_around(ClaimRemote, "push", chance, harm)
    fail_around(PostgresClaims, "compare_and_swap", chance, harm)
    story = open_with_store(root, (root.parent / "store").read_text()).story_paths(STORY)
    identity = current_identity(name)._replace(pid=os.getpid(), start_time=start_time(os.getpid()))
    while True:
        with suppress(CommandError):
            request = phase_locks.LockRequest(identity, "code_review", "dev-code-review", 5_000)
            fence = phase_locks.acquire(story, request).owner.fence
            # Between the two changes, nothing of another owner may be in the history.
            note(history, "taken", name, fence)
            note(history, "freed", name, fence)
            phase_locks.release(story, name, "PASS")


if __name__ == "__main__":
    main()
