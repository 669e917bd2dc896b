"""End the run of a command on a story: token count, limits, evidence, move, release of the lock."""

from __future__ import annotations

from shlex import quote
from typing import NamedTuple

from revi_docs.decide.compiled_contract import TransitionSpec
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError, done_before
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.records.evidence.required import required_conditions
from revi_docs.runtime.base.repository import StoryPaths, missing_story_error
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.budget_checks import BudgetResult, check_phase
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.usage_records import record_usage
from revi_docs.runtime.checks.check_runs import check_problem, run_check
from revi_docs.runtime.command_runs.recorded_end import RecordedEnd, recorded_end
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.locks.phase_locks import release
from revi_docs.runtime.moves.command_moves import moves_from, starting_move
from revi_docs.runtime.moves.status_moves import MoveRequest, MoveResult, check_move, move

PASSED, FAILED = "PASS", "FAIL"
"""The results of a phase in the trace, unless the verdict itself is one."""


class EndRequest(NamedTuple):
    """How a run ended: with a verdict, with an event, or with a result only. "" means not given.

    `confirm`: a person agreed to continue above a limit.
    """

    verdict: str = ""
    event: str = ""
    status: str = ""
    command: str = ""
    actor: str = ""
    reason: str = ""
    owner: str = ""
    confirm: bool = False


class RunEnd(NamedTuple):
    """What end did. `budget` is None without a budget; `move` is None if the story does not move.

    `stopped` is the action of a limit because of which the story did not move, "" for none. `status` is the
    result of the phase. `repeated`: an interrupted call had moved the story before.
    """

    command: str
    move: MoveResult | None
    budget: BudgetResult | None
    status: str
    stopped: str = ""
    repeated: bool = False


def end_run(story: StoryPaths, request: EndRequest, *, dry: bool = False) -> RunEnd:
    """End a run. If evidence is missing, nothing is changed, and the lock is kept, so that it can be repeated.

    Raises CommandError for a verdict that the command does not give, and as `move` does.
    """
    owner = current_owner(story)
    recorded = _recorded_end(story, request, owner)
    if recorded is not None:
        return _complete_end(story, request, owner, recorded, dry=dry)
    command = _command(story, request, owner)
    move_request = _move_request(story, command, request)
    # Before the decision, which needs the results. Checks run programs, so a dry run starts none.
    if move_request is not None and not dry:
        _run_required_checks(story, move_request)
    result = check_move(story, move_request) if move_request is not None else None
    phase = story.repository.contract.commands[command].phase
    budgets = story.repository.contract.budgets
    budget = None
    if phase is not None and budgets is not None and phase in budgets.phases:
        if not dry:
            # First, so that the limit is compared with all tokens of this run.
            record_usage(story, PhaseRef(phase, command), run_started_ms=_start_ms(owner, request))
        budget = check_phase(story, phase, dry=dry)
    stopped = _stop(budget, request, result)
    status = _phase_status(story, request, stopped)
    if dry:
        return RunEnd(command, result, budget, status, stopped)
    # The lock stays, so that the caller can confirm and end the run again.
    if stopped == "confirm":
        return RunEnd(command, None, budget, status, stopped)
    if move_request is not None:
        result = None if stopped else move(story, move_request)
    # After the move, which requires the lock.
    if owner is not None and owner.owner_id == request.owner:
        _release(story, request, command, status)
    return RunEnd(command, result, budget, status, stopped)


def _recorded_end(story: StoryPaths, request: EndRequest, owner: LockOwner | None) -> RecordedEnd | None:
    """The end that an interrupted call with this request recorded; None for a run that ends with a result only."""
    if request.status and not (request.verdict or request.event):
        return None
    command = resolve_id(story.repository.contract, "command", request.command) if request.command else ""
    move_request = MoveRequest("", command, request.event, request.verdict, request.actor, owner=request.owner)
    return recorded_end(story, move_request, owner)


def _complete_end(
    story: StoryPaths, request: EndRequest, owner: LockOwner | None, recorded: RecordedEnd, *, dry: bool
) -> RunEnd:
    """Finish an end that was interrupted after its move: record the tokens since then, and release the lock."""
    command, status = recorded.command, _phase_status(story, request, "")
    phase = story.repository.contract.commands[command].phase
    budgets, budget = story.repository.contract.budgets, None
    if phase is not None and budgets is not None and phase in budgets.phases:
        if not dry and owner is not None:
            record_usage(story, PhaseRef(phase, command), run_started_ms=_start_ms(owner, request))
        budget = check_phase(story, phase, dry=True)
    if not dry and owner is not None:
        _release(story, request, command, status)
    return RunEnd(command, recorded.move, budget, status, repeated=True)


def _start_ms(owner: LockOwner | None, request: EndRequest) -> int | None:
    """When the caller's run started, by its lock; None without one."""
    return owner.started_ms if owner is not None and owner.owner_id == request.owner else None


def _release(story: StoryPaths, request: EndRequest, command: str, status: str) -> None:
    act = f"/{command} ended, and {story.id} is '{story_ledger(story).status}'"
    with done_before(act, "run the command again to release the lock"):
        release(story, request.owner, status)


def _command(story: StoryPaths, request: EndRequest, owner: LockOwner | None) -> str:
    """The command of the request, or of the caller's lock. Raises CommandError if there is neither, or no story."""
    if owner is None and not story.exists:
        raise missing_story_error(story)
    if request.command:
        return resolve_id(story.repository.contract, "command", request.command)
    if owner is None or owner.owner_id != request.owner or not owner.command:
        lock_text = f"{story.id} is locked by {owner.owner_id}" if owner is not None else f"{story.id} is not locked"
        begin = f"run 'revi begin {story.id} COMMAND' first, or " if story.repository.has_locks else ""
        fix = f"{begin}add --command COMMAND"
        raise CommandError("lock-not-held", f"{lock_text}, so the command that ends is unknown", fix)
    return owner.command


def _move_request(story: StoryPaths, command: str, request: EndRequest) -> MoveRequest | None:
    """The move that the verdict or event causes; None for a run that ends with a result only."""
    if request.status and not (request.verdict or request.event):
        return None
    # The lock of a story that the current branch does not have stays.
    story.require(command)
    contract, status = story.repository.contract, story_ledger(story).status
    first = starting_move(contract, command, status)
    moves = [item for item in moves_from(contract, command, status) if item is not first]
    if request.verdict and request.event:
        message = f"/{command} ends with a verdict or an event, not with both"
        fix = f"run 'revi end {story.id} --verdict {quote(request.verdict)}', or give the event alone"
        raise CommandError("unclear-end", message, fix)
    base = MoveRequest(status, command, actor=request.actor, reason=request.reason, owner=request.owner)
    if request.verdict:
        stays = _staying_verdicts(story, command)
        if request.verdict not in (*stays, *(item.verdict for item in moves)):
            raise _wrong_verdict(story, command, request, moves)
        target = next((item.target for item in moves if item.verdict == request.verdict), status)
        return base._replace(target=target, verdict=request.verdict)
    events = [item for item in moves if item.event and request.event in ("", item.event)]
    if len(events) == 1 and (request.event or not any(item.verdict for item in moves)):
        return base._replace(target=events[0].target, event=events[0].event or "")
    if not moves and not request.event:
        return None
    raise _unclear_end(story, command, moves)


def _run_required_checks(story: StoryPaths, request: MoveRequest) -> None:
    """Run the checks that the move requires and whose last run does not count, outside of exclusive access."""
    facts = MoveFacts(request.by, story_ledger(story).status, request.target, request.verdict)
    for condition in required_conditions(story.repository.contract, facts):
        if condition.kind == "run" and check_problem(story, condition.names[0]):
            run_check(story, condition.names[0])


def _unclear_end(story: StoryPaths, command: str, moves: list[TransitionSpec]) -> CommandError:
    """The error for a missing verdict, or a missing or unknown event, with every possible one."""
    options = _end_options(story, command, moves)
    fix = f"add one of: {'; '.join(options)}" if options else f"run 'revi next {story.id}'"
    return CommandError("unclear-end", f"/{command} ends with a verdict or an event", fix)


def _wrong_verdict(story: StoryPaths, command: str, request: EndRequest, moves: list[TransitionSpec]) -> CommandError:
    """The error for a verdict after which no transition leads on, with the calls that are possible."""
    status = story_ledger(story).status
    calls = [f"revi end {story.id} {option}" for option in _end_options(story, command, moves)]
    fix = "run " + " or ".join(f"'{call}'" for call in calls or [f"revi next {story.id}"])
    return CommandError(
        "illegal-transition", f"/{command} gives no verdict '{request.verdict}' to a story in '{status}'", fix
    )


def _end_options(story: StoryPaths, command: str, moves: list[TransitionSpec]) -> list[str]:
    """The options of `revi end` for every verdict and event with which the command can end."""
    verdicts = [item.verdict for item in moves if item.verdict] + list(_staying_verdicts(story, command))
    events = dict.fromkeys(item.event for item in moves if item.event)
    return [f"--verdict {quote(name)}" for name in dict.fromkeys(verdicts)] + [f"--event {name}" for name in events]


def _staying_verdicts(story: StoryPaths, command: str) -> tuple[str, ...]:
    """The verdicts of a command after which the story keeps its status."""
    verdict_set = story.repository.section("commands")[command].get("verdicts")
    return tuple(story.repository.section("verdicts")[verdict_set]["stays"]) if verdict_set else ()


def _stop(budget: BudgetResult | None, request: EndRequest, result: MoveResult | None) -> str:
    """The action of a limit that stops the move. A verdict after which the story stays is recorded anyway."""
    action = budget.check.action if budget is not None else "continue"
    if action == "confirm" and request.confirm:
        return ""
    return action if action in ("fail", "confirm") and (result is None or not result.stays) else ""


def _phase_status(story: StoryPaths, request: EndRequest, stopped: str) -> str:
    """The result of the phase: as given, else FAIL above a hard limit, else the verdict if it is a result."""
    trace = story.repository.contract.trace
    fields = trace.events.get("phase_complete") if trace is not None else None
    values = fields["status"].split("|") if fields else [PASSED, FAILED]
    if request.status and request.status not in values:
        raise CommandError(
            "unknown-status", f"'{request.status}' is not a result of a phase", f"use one of {', '.join(values)}"
        )
    if request.status:
        return request.status
    if stopped and FAILED in values:
        return FAILED
    return request.verdict if request.verdict in values else PASSED
