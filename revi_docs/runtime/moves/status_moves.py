"""Move a story to another status along a transition, by the command or person that the transition names.

A move changes the ledger only, so that branches that move stories merge. An older story file also has the status in
its front matter; the first move removes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.records.ledger import Ledger
from revi_docs.records.ledger_rules import ACCEPTABLE, transition_issues
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.fencing import require_current_fence
from revi_docs.runtime.base.repository import StoryPaths, missing_ledger_error
from revi_docs.runtime.base.story_evidence import evidence_fields
from revi_docs.runtime.base.story_ledger import (
    append_entry,
    compact_ledger,
    exclusive_access,
    past_contracts,
    require_no_fork,
    story_ledger,
)
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.moves.requirements import Reason, UnmetRequirementsError, can_force, unmet_reasons
from revi_docs.runtime.moves.triggers import MANUAL, SYSTEM, Trigger, find_trigger


class MoveRequest(NamedTuple):
    """The target status and the trigger; "" means not given.

    `by`: a command, `manual` or `system`; by default the command of the lock that `owner` holds.
    `fence`: the fencing token of the caller's lock; 0 if the caller does not know it. `force`: a person makes
    the move although something that it requires is missing.
    """

    target: str
    by: str = ""
    event: str = ""
    verdict: str = ""
    actor: str = ""
    reason: str = ""
    owner: str = ""
    fence: int = 0
    force: bool = False


class MoveResult(NamedTuple):
    """A move. `stays`: the verdict was recorded, and the status remains the same.

    `missing` are the reasons that a person overruled. `sync_error` is the reason why the story file was not
    updated, "" if it was.
    """

    source: str
    target: str
    trigger: Trigger
    stays: bool
    missing: tuple[str, ...] = ()
    sync_error: str = ""


def check_move(story: StoryPaths, request: MoveRequest) -> MoveResult:
    """The move that would be made now. Raises CommandError if it is not allowed, with the alternatives."""
    return _decide_move(story, request, story_ledger(story), current_owner(story))


def move(story: StoryPaths, request: MoveRequest) -> MoveResult:
    """Move the story. Raises CommandError as `check_move` does, and for an outdated fencing token."""
    with exclusive_access(story):
        ledger, owner = story_ledger(story), current_owner(story)
        result = _decide_move(story, request, ledger, owner)
        require_current_fence(story, request.fence)
        return _record_move(story, request, result, owner)


def move_by_system(story: StoryPaths, event: str, actor: str) -> MoveResult | None:
    """Make the move that the contract defines for an event; None if there is none from the current status.

    The caller has exclusive access to the story, and has verified that the event happened.
    """
    status = story_ledger(story).status
    for transition in story.repository.contract.transitions:
        if (transition.by, transition.event, transition.source) == (SYSTEM, event, status):
            request = MoveRequest(transition.target, SYSTEM, event, actor=actor)
            result = MoveResult(status, transition.target, Trigger(SYSTEM, event, ""), stays=False)
            return _record_move(story, request, result)
    return None


def _decide_move(story: StoryPaths, request: MoveRequest, ledger: Ledger, owner: LockOwner | None) -> MoveResult:
    repository = story.repository
    target, source = resolve_id(repository.contract, "status", request.target), _current_status(story, ledger)
    by = request.by or (owner.command if owner is not None and owner.owner_id == request.owner else "")
    if by == SYSTEM:
        message = "transitions by 'system' are made by revi itself"
        fix = (
            f"record a failure with 'revi error record {story.id} --type TYPE --phase PHASE --node NODE --message TEXT'"
        )
        raise CommandError("system-transition", message, fix)
    trigger, stays = find_trigger(repository, (source, target), Trigger(by, request.event, request.verdict))
    move_facts = MoveFacts(trigger.by, source, target, trigger.verdict, request.actor, request.reason)
    obstacles = list(_obstacles(story, move_facts, request, owner))
    reasons = unmet_reasons(story, ledger, move_facts)
    if request.force:
        # Force overrules missing evidence, never a missing person or another owner's lock.
        _require_force(story, move_facts)
        if obstacles:
            raise obstacles[0]
        return MoveResult(source, target, trigger, stays, tuple(reason.message for reason in reasons))
    # A lone obstacle keeps its own code; with missing evidence, everything is reported at once.
    if obstacles and not reasons:
        raise obstacles[0]
    if reasons:
        first = [Reason(error.code, trigger.by, error.message, error.fix) for error in obstacles]
        raise UnmetRequirementsError(story.id, move_facts, [*first, *reasons])
    return MoveResult(source, target, trigger, stays)


def _obstacles(
    story: StoryPaths, move_facts: MoveFacts, request: MoveRequest, owner: LockOwner | None
) -> Iterator[CommandError]:
    """What stops the caller, whatever the story shows: no person for a manual move, no lock for a command."""
    if (move_facts.by == MANUAL or request.force) and not (request.actor and request.reason):
        kind = "forced" if request.force else "manual"
        move_text = f"the transition from '{move_facts.source}' to '{move_facts.target}'"
        message = f"{move_text} is {kind} and needs a person and a reason"
        yield CommandError("person-needed", message, "add --actor NAME and --reason TEXT")
    try:
        _require_lock(story, move_facts.by, request, owner)
    except CommandError as error:
        yield error


def _require_force(story: StoryPaths, move_facts: MoveFacts) -> None:
    if not can_force(story, move_facts):
        message = f"no person can force the transition from '{move_facts.source}' to '{move_facts.target}'"
        fix = "omit --force, or let a person set 'force: true' on the transition in revi.yml"
        raise CommandError("force-not-allowed", message, fix)


def _current_status(story: StoryPaths, ledger: Ledger) -> str:
    """The status. Raises CommandError if there is no ledger, UnavailableError if it is invalid."""
    require_no_fork(story, ledger)
    # An incomplete last line of an older ledger is not an entry; the next entry removes it.
    issues = [issue for issue in ledger.issues if issue.code != "ledger-torn"]
    issues = issues or list(transition_issues(ledger, story.repository.contract, story.id, past_contracts(story)))
    if issues:
        message = f"{issues[0].file}:{issues[0].line} {issues[0].message}"
        fix = "restore the entry from git; 'revi-docs lint' lists all problems"
        if issues[0].code in ACCEPTABLE:
            fix += f"; a person can accept the ledger as it is: 'revi story reconcile {story.id}'"
        raise UnavailableError(issues[0].code, message, fix)
    if not ledger.status:
        raise missing_ledger_error(story)
    if ledger.status not in story.repository.contract.statuses:
        message = f"{story.id} is in '{ledger.status}', which is no longer a status"
        fix = f"add 'aliases: [{ledger.status}]' to the status that replaced it in revi.yml, or choose a status: "
        fix += f"'revi story reconcile {story.id}'"
        raise UnavailableError("ledger-name", message, fix)
    return ledger.status


def _require_lock(story: StoryPaths, by: str, request: MoveRequest, owner: LockOwner | None) -> None:
    """A command needs the lock of its phase; no command moves a story that another owner has locked."""
    command = story.repository.contract.commands.get(by)
    if command is None or not story.repository.has_locks:
        return
    if owner is not None and owner.owner_id != request.owner:
        message, fix = f"{story.id} is locked by {owner}", f"see 'revi plumbing lock status {story.id}'"
        raise CommandError("lock-held", message, fix)
    # A person who forces a move works under no command.
    if command.phase is not None and not request.force and (owner is None or owner.phase != command.phase):
        message = f"/{by} can move {story.id} only with its lock for {command.phase}"
        fix = f"run 'revi plumbing lock acquire {story.id} --phase {command.phase} --command {by}' first"
        raise CommandError("lock-not-held", message, fix)


def _record_move(
    story: StoryPaths, request: MoveRequest, result: MoveResult, owner: LockOwner | None = None
) -> MoveResult:
    """Append the move to the ledger."""
    # Imported late: `revi plumbing can` decides without writing, and guards wait for it.
    from revi_docs.runtime.story_files.projections import remove_status
    from revi_docs.runtime.traces.trace_events import try_emit

    if result.target not in _statuses_without_file(story) and not os.path.exists(story.story):
        message = f"{story.id} has no story file, which status '{result.target}' requires"
        fix = f"write it, or run 'revi story new {story.id} --title TITLE'"
        raise CommandError("no-story-file", message, fix)
    now, trigger = now_ms(), result.trigger
    entry = {
        "actor": request.actor or request.owner or trigger.by,
        "from": "" if result.stays else result.source,
        "to": "" if result.stays else result.target,
        "by": trigger.by,
        "cause": trigger.event,
        "verdict": trigger.verdict,
        "reason": request.reason,
        "fence": owner.fence if owner is not None else None,
        "missing": list(result.missing) or None,
    }
    facts = MoveFacts(trigger.by, result.source, result.target, trigger.verdict)
    fields = {name: value for name, value in entry.items() if value not in ("", None)} | evidence_fields(story, facts)
    # From here on the story has moved; whatever fails below does not undo it.
    append_entry(story, "gated" if result.stays else "moved", now, fields)
    # Without a lock no run is traced, and an event that the ledger has would only keep branches from merging.
    if not result.stays and (owner is not None or trigger.by == SYSTEM):
        trace_names = ("from", "to", "by", "cause", "actor", "reason", "fence")
        try_emit(story, "status_moved", now, {name: fields[name] for name in trace_names if name in fields})
    compact_ledger(story)
    return result._replace(sync_error=remove_status(story))


def _statuses_without_file(story: StoryPaths) -> tuple[str, ...]:
    """The statuses in which a story may be only listed in a plan: the first initial one."""
    initial_statuses = [name for name, facts in story.repository.contract.statuses.items() if facts.initial]
    return tuple(initial_statuses[:1])
