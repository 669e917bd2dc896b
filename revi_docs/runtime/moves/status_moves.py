"""A story moves from status to status: only by a transition of the contract, and only by whom it names.

The ledger gets the step first, and from then on the story has moved. The story file follows; where it could
not, the next move or `revi story follow` brings it in line.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.decide.transition_check import allowed_targets
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.ledger import Ledger, transition_issues
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import LockedStory, StoryStore
from revi_docs.runtime.locks.lock_owner import LockOwner, parse_lock_owner
from revi_docs.runtime.moves.triggers import Trigger, find_trigger
from revi_docs.runtime.traces.trace_events import try_emit

MANUAL, SYSTEM = "manual", "system"


class MoveRequest(NamedTuple):
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


class MoveResult(NamedTuple):
    """A step of a story. `stays`: its verdict is kept, and it stands where it stood.

    `stale` are the outputs that have to be written anew; `behind` says why the story file did not follow.
    """

    source: str
    target: str
    trigger: Trigger
    stays: bool
    stale_outputs: tuple[str, ...] = ()
    sync_error: str = ""


def check_move(story: StoryPaths, request: MoveRequest, store: StoryStore | None = None) -> MoveResult:
    """Whether the story may go there now. Raises RefusalError where not, with what it may do instead."""
    story_store = store or FileStore(story.repository)
    record = story_store.read_lock(story.id)
    return _decide_move(
        story, request, story_store.read_ledger(story.id), parse_lock_owner(record) if record else None
    )


def move(story: StoryPaths, request: MoveRequest, store: StoryStore | None = None) -> MoveResult:
    """Takes the story there. Raises RefusalError as `can` does, and where another moved it first."""
    return _apply_move(story, request, store or FileStore(story.repository))


def move_by_system(story: StoryPaths, event: str, actor: str, locked_story: LockedStory) -> MoveResult | None:
    """What happens by itself: the move that the contract names for an event; None where there is none.

    For callers inside: they hold the story, and know that the event has happened.
    """
    ledger = locked_story.read_ledger()
    transitions = [
        transition
        for transition in story.repository.contract.transitions
        if transition.by == SYSTEM and transition.event == event
    ]
    target = next(
        (transition.target for transition in transitions if transition.source == ledger.status), None
    )
    if target is None:
        return None
    result = MoveResult(ledger.status, target, Trigger(SYSTEM, event, ""), stays=False)
    return _record_move(story, MoveRequest(target, SYSTEM, event, actor=actor), result, locked_story)


def _apply_move(story: StoryPaths, request: MoveRequest, store: StoryStore) -> MoveResult:
    with store.lock(story.id) as locked_story:
        record = locked_story.read_lock()
        lock_owner = parse_lock_owner(record) if record is not None else None
        result = _decide_move(story, request, locked_story.read_ledger(), lock_owner)
        if request.fence and request.fence < locked_story.highest_fence():
            raise CommandError(
                "old-fence",
                f"the fence {request.fence} is older than {locked_story.highest_fence()}: another holder came after you",
                f"stop, and see 'revi lock status {story.id}'",
            )
        return _record_move(story, request, result, locked_story, lock_owner)


def _decide_move(
    story: StoryPaths, request: MoveRequest, ledger: Ledger, lock_owner: LockOwner | None
) -> MoveResult:
    contract = story.repository.contract
    target, source = resolve_id(contract, "status", request.target), _current_status(story, ledger)
    by = request.by or (
        lock_owner.command if lock_owner is not None and lock_owner.owner_id == request.owner else ""
    )
    if by == SYSTEM:
        raise CommandError(
            "system-transition", "revi takes this way itself", "let the error log open the circuit"
        )
    trigger, stays = find_trigger(
        story.repository, (source, target), Trigger(by, request.event, request.verdict)
    )
    if trigger.by == MANUAL and not (request.actor and request.reason):
        message = f"a person takes the way from '{source}' to '{target}'"
        raise CommandError("person-needed", message, "add --actor NAME and --reason TEXT")
    _require_lock(story, trigger, request, lock_owner)
    return MoveResult(source, target, trigger, stays)


def _current_status(story: StoryPaths, ledger: Ledger) -> str:
    """Where the story stands. Raises RefusalError where nothing says so, BrokenError where it is unsound."""
    faults = ledger.issues or tuple(transition_issues(ledger, story.repository.contract, story.id))
    if faults:
        raise UnavailableError(
            faults[0].code,
            f"line {faults[0].line} of the ledger {faults[0].message}",
            "bring the line back as git has it; 'revi-docs lint' shows all that is wrong",
        )
    if not ledger.status:
        subcommand = "adopt" if os.path.exists(story.story) else "new"
        raise CommandError(
            "no-ledger", f"{story.id} has no ledger", f"begin it with 'revi story {subcommand} {story.id}'"
        )
    return ledger.status


def _require_lock(
    story: StoryPaths, trigger: Trigger, request: MoveRequest, lock_owner: LockOwner | None
) -> None:
    """A command that works in a phase moves only what its caller holds; nobody moves what another holds."""
    command = story.repository.contract.commands.get(trigger.by)
    if command is None or not story.repository.data["locks"]:
        return
    if lock_owner is not None and lock_owner.owner_id != request.owner:
        message = f"{lock_owner.owner_id} holds the story for {lock_owner.phase} (fence {lock_owner.fence})"
        raise CommandError("lock-held", message, f"see 'revi lock status {story.id}'")
    if command.phase is not None and (lock_owner is None or lock_owner.phase != command.phase):
        message = f"/{trigger.by} moves a story only while it holds it for {command.phase}"
        fix = f"call 'revi lock acquire {story.id} --phase {command.phase} --command {trigger.by}' first"
        raise CommandError("lock-not-held", message, fix)


def _record_move(
    story: StoryPaths,
    request: MoveRequest,
    result: MoveResult,
    locked_story: LockedStory,
    lock_owner: LockOwner | None = None,
) -> MoveResult:
    """Writes the step down, then lets the story file follow."""
    from revi_docs.runtime.story_files.projections import sync_story_file

    needs_file = result.target not in _statuses_without_file(story)
    if needs_file and not os.path.exists(story.story):
        message = f"there is no story file, and a story in '{result.target}' has one"
        raise CommandError("no-story-file", message, f"write it, or begin with 'revi story new {story.id}'")
    now, trigger = now_ms(), result.trigger
    timestamp = format_time(now, story.repository.zone)
    entry = {
        "timestamp": timestamp,
        "storyId": story.id,
        "event": "gated" if result.stays else "moved",
        "actor": request.actor or request.owner or trigger.by,
        "from": "" if result.stays else result.source,
        "to": "" if result.stays else result.target,
        "by": trigger.by,
        "cause": trigger.event,
        "verdict": trigger.verdict,
        "reason": request.reason,
        "fence": lock_owner.fence if lock_owner is not None else None,
    }
    fields = {name: value for name, value in entry.items() if value not in ("", None)}
    locked_story.append(fields)
    if not result.stays:
        trace_names = ("from", "to", "by", "cause", "actor", "reason", "fence")
        try_emit(story, "status_moved", now, {name: fields[name] for name in trace_names if name in fields})
    message = f"{trigger.verdict}: stays in {result.source}" if result.stays else f"moved to {result.target}"
    reason_suffix = f" ({request.reason})" if request.reason else ""
    sync_error = sync_story_file(story, result.target, (timestamp, trigger.by, f"{message}{reason_suffix}"))
    return result._replace(
        stale_outputs=() if result.stays else story.repository.story_outputs, sync_error=sync_error
    )


def _statuses_without_file(story: StoryPaths) -> tuple[str, ...]:
    """The statuses in which a story may be listed only: the first in which one begins."""
    initial_statuses = [name for name, facts in story.repository.contract.statuses.items() if facts.initial]
    return tuple(initial_statuses[:1])


def next_statuses(story: StoryPaths, status: str) -> tuple[str, ...]:
    """Where a story can go from a status."""
    return allowed_targets(story.repository.contract, status)
