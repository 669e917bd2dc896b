"""A story moves from status to status: only by a transition of the contract, and only by whom it names.

The ledger gets the step first, and from then on the story has moved. The story file follows; where it could
not, the next move or `revi story follow` brings it in line.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from revi_docs.decide.names import known
from revi_docs.decide.transitions import allowed_from
from revi_docs.records.ledger import Ledger, path_faults
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.times import now_ms, written
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.holder import Holder, holder_of
from revi_docs.runtime.store import Held, Store
from revi_docs.runtime.traces import note
from revi_docs.runtime.triggers import Way, way_of
from revi_docs.runtime.workflow import StoryPaths

MANUAL, SYSTEM = "manual", "system"


class Wish(NamedTuple):
    """Where a story is to go, and what takes it there. "" is what was not said.

    `by`: a command, `manual` or `system`; without it the command of the lock that `owner` holds.
    `fence`: that of the caller's lock, where it knows it; 0 where not.
    """

    target: str
    by: str = ""
    event: str = ""
    verdict: str = ""
    actor: str = ""
    reason: str = ""
    owner: str = ""
    fence: int = 0


class Moved(NamedTuple):
    """A step of a story. `stays`: its verdict is kept, and it stands where it stood.

    `stale` are the outputs that have to be written anew; `behind` says why the story file did not follow.
    """

    source: str
    target: str
    way: Way
    stays: bool
    stale: tuple[str, ...] = ()
    behind: str = ""


def can(story: StoryPaths, wish: Wish, store: Store | None = None) -> Moved:
    """Whether the story may go there now. Raises RefusalError where not, with what it may do instead."""
    kept = store or FileStore(story.workflow)
    record = kept.lock(story.id)
    return _decided(story, wish, kept.ledger(story.id), holder_of(record) if record else None)


def move(story: StoryPaths, wish: Wish, store: Store | None = None) -> Moved:
    """Takes the story there. Raises RefusalError as `can` does, and where another moved it first."""
    return _moved(story, wish, store or FileStore(story.workflow))


def move_by_system(story: StoryPaths, event: str, actor: str, held: Held) -> Moved | None:
    """What happens by itself: the move that the contract names for an event; None where there is none.

    For callers inside: they hold the story, and know that the event has happened.
    """
    ledger = held.ledger()
    ways = [one for one in story.workflow.contract.transitions if one.by == SYSTEM and one.event == event]
    target = next((one.target for one in ways if one.source == ledger.status), None)
    if target is None:
        return None
    moved = Moved(ledger.status, target, Way(SYSTEM, event, ""), stays=False)
    return _kept(story, Wish(target, SYSTEM, event, actor=actor), moved, held)


def _moved(story: StoryPaths, wish: Wish, store: Store) -> Moved:
    with store.hold(story.id) as held:
        record = held.lock()
        holder = holder_of(record) if record is not None else None
        moved = _decided(story, wish, held.ledger(), holder)
        if wish.fence and wish.fence < held.highest_fence():
            raise RefusalError(
                "old-fence",
                f"the fence {wish.fence} is older than {held.highest_fence()}: another holder came after you",
                f"stop, and see 'revi lock status {story.id}'",
            )
        return _kept(story, wish, moved, held, holder)


def _decided(story: StoryPaths, wish: Wish, ledger: Ledger, holder: Holder | None) -> Moved:
    contract = story.workflow.contract
    target, source = known(contract, "status", wish.target), _stands(story, ledger)
    by = wish.by or (holder.command if holder is not None and holder.owner == wish.owner else "")
    if by == SYSTEM:
        raise RefusalError("only-system", "revi takes this way itself", "let the error log open the circuit")
    way, stays = way_of(story.workflow, (source, target), Way(by, wish.event, wish.verdict))
    if way.by == MANUAL and not (wish.actor and wish.reason):
        what = f"a person takes the way from '{source}' to '{target}'"
        raise RefusalError("person-needed", what, "add --actor NAME and --reason TEXT")
    _need_lock(story, way, wish, holder)
    return Moved(source, target, way, stays)


def _stands(story: StoryPaths, ledger: Ledger) -> str:
    """Where the story stands. Raises RefusalError where nothing says so, BrokenError where it is unsound."""
    faults = ledger.faults or tuple(path_faults(ledger, story.workflow.contract, story.id))
    if faults:
        raise BrokenError(
            faults[0].code,
            f"line {faults[0].line} of the ledger {faults[0].what}",
            "bring the line back as git has it; 'revi-docs lint' shows all that is wrong",
        )
    if not ledger.status:
        begin = "adopt" if os.path.exists(story.story) else "new"
        raise RefusalError(
            "no-ledger", f"{story.id} has no ledger", f"begin it with 'revi story {begin} {story.id}'"
        )
    return ledger.status


def _need_lock(story: StoryPaths, way: Way, wish: Wish, holder: Holder | None) -> None:
    """A command that works in a phase moves only what its caller holds; nobody moves what another holds."""
    command = story.workflow.contract.commands.get(way.by)
    if command is None or not story.workflow.data["locks"]:
        return
    if holder is not None and holder.owner != wish.owner:
        what = f"{holder.owner} holds the story for {holder.phase} (fence {holder.fence})"
        raise RefusalError("lock-held", what, f"see 'revi lock status {story.id}'")
    if command.phase is not None and (holder is None or holder.phase != command.phase):
        what = f"/{way.by} moves a story only while it holds it for {command.phase}"
        fix = f"call 'revi lock acquire {story.id} --phase {command.phase} --command {way.by}' first"
        raise RefusalError("lock-not-held", what, fix)


def _kept(story: StoryPaths, wish: Wish, moved: Moved, held: Held, holder: Holder | None = None) -> Moved:
    """Writes the step down, then lets the story file follow."""
    from revi_docs.runtime.projections import follow

    needs_file = moved.target not in _without_file(story)
    if needs_file and not os.path.exists(story.story):
        what = f"there is no story file, and a story in '{moved.target}' has one"
        raise RefusalError("no-story-file", what, f"write it, or begin with 'revi story new {story.id}'")
    now, way = now_ms(), moved.way
    at = written(now, story.workflow.zone)
    entry = {
        "timestamp": at,
        "storyId": story.id,
        "event": "gated" if moved.stays else "moved",
        "actor": wish.actor or wish.owner or way.by,
        "from": "" if moved.stays else moved.source,
        "to": "" if moved.stays else moved.target,
        "by": way.by,
        "cause": way.event,
        "verdict": way.verdict,
        "reason": wish.reason,
        "fence": holder.fence if holder is not None else None,
    }
    step = {name: value for name, value in entry.items() if value not in ("", None)}
    held.append(step)
    if not moved.stays:
        told = ("from", "to", "by", "cause", "actor", "reason", "fence")
        note(story, "status_moved", now, {name: step[name] for name in told if name in step})
    what = f"{way.verdict}: stays in {moved.source}" if moved.stays else f"moved to {moved.target}"
    why = f" ({wish.reason})" if wish.reason else ""
    behind = follow(story, moved.target, (at, way.by, f"{what}{why}"))
    return moved._replace(stale=() if moved.stays else story.workflow.made_of_stories, behind=behind)


def _without_file(story: StoryPaths) -> tuple[str, ...]:
    """The statuses in which a story may be listed only: the first in which one begins."""
    begin = [name for name, one in story.workflow.contract.statuses.items() if one.initial]
    return tuple(begin[:1])


def next_statuses(story: StoryPaths, status: str) -> tuple[str, ...]:
    """Where a story can go from a status."""
    return allowed_from(story.workflow.contract, status)
