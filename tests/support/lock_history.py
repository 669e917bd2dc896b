"""The history of a lock, and what must never occur in it.

Every line was written while its writer held the guard, so that their order is the order of what happened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Event(NamedTuple):
    """`taken` and `freed` are changes of the lock; `wrote` is a change of the story that was accepted."""

    kind: str
    worker: str
    fence: int


def read_history(file: Path) -> list[Event]:
    return [Event(**json.loads(line)) for line in file.read_text().splitlines()]


def faults(history: Iterable[Event]) -> Iterator[str]:
    """What is wrong with a history, in order."""
    highest, holder = 0, ""
    for number, (kind, worker, fence) in enumerate(history, 1):
        if kind == "taken":
            if fence <= highest:
                yield f"{number}: {worker} took it with {fence}, and {highest} was given out before"
            highest, holder = max(highest, fence), worker
        elif kind == "freed":
            if worker != holder:
                yield f"{number}: {worker} freed it, and {holder or 'nobody'} held it"
            holder = ""
        else:
            if fence < highest:
                yield f"{number}: a write of {worker} with {fence} was accepted after {highest}"
            if worker != holder:
                yield f"{number}: {worker} wrote, and {holder or 'nobody'} held it"
