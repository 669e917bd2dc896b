"""The move that an interrupted `revi end` recorded, so that the same call completes the end and never moves twice."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.ledger import LedgerEntry
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.locks.lock_owner import LockOwner
from revi_docs.runtime.moves.command_moves import starting_move
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult
from revi_docs.runtime.moves.triggers import Trigger


class RecordedEnd(NamedTuple):
    """The command that ended, and its move."""

    command: str
    move: MoveResult


def recorded_end(story: StoryPaths, request: MoveRequest, owner: LockOwner | None) -> RecordedEnd | None:
    """The end that is the newest entry of the ledger, if it is the one that `request` asks for; else None.

    It was made under the newest fencing token, which only the caller had: either the caller still has the lock,
    or the lock is free, and the entry names the caller. `request.by` "" is the command of the lock. Without an event in
    the request, any event matches.
    """
    ledger = story_ledger(story)
    if len(ledger.tips) != 1 or (owner is not None and owner.owner_id != request.owner):
        return None
    entry, command = ledger.tips[0], request.by or (owner.command if owner is not None else "")
    fence = owner.fence if owner is not None else story.repository.claims.read(story.id).fence
    if not fence or entry.event not in ("moved", "gated") or entry.fields.get("fence") != fence:
        return None
    trigger = Trigger(*(str(entry.fields.get(name, "")) for name in ("by", "cause", "verdict")))
    is_same = trigger.verdict == request.verdict and request.event in ("", trigger.event)
    is_callers = owner is not None or entry.fields.get("actor") == (request.actor or request.owner)
    if not (is_same and is_callers and command in ("", trigger.by)) or _is_start(story, entry, trigger):
        return None
    source, target = (str(entry.fields.get(name) or ledger.status) for name in ("from", "to"))
    return RecordedEnd(trigger.by, MoveResult(source, target, trigger, entry.event == "gated"))


def _is_start(story: StoryPaths, entry: LedgerEntry, trigger: Trigger) -> bool:
    """Whether the entry is the move with which a run of its command starts."""
    first = starting_move(story.repository.contract, trigger.by, str(entry.fields.get("from", "")))
    return first is not None and (first.target, first.event) == (entry.fields.get("to"), trigger.event)
