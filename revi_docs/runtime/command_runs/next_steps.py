"""What can be done with a story next: its possible moves with what they lack, the next command, the budget left."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from revi_docs.decide.compiled_contract import TransitionSpec
from revi_docs.decide.token_budget import scaled_limits
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.records.ledger import Ledger
from revi_docs.runtime.base.repository import StoryPaths, missing_ledger_error
from revi_docs.runtime.base.story_ledger import require_no_fork, story_ledger
from revi_docs.runtime.budgets.budget_checks import read_multiplier
from revi_docs.runtime.budgets.token_rows import phase_usage, token_rows
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.moves.command_moves import starting_move
from revi_docs.runtime.moves.requirements import Reason, unmet_reasons
from revi_docs.runtime.moves.triggers import MANUAL, SYSTEM


class PossibleMove(NamedTuple):
    """A move that the contract allows from the current status; `reasons` are why it is refused now.

    What the caller gives with the call, such as a name, is not counted as missing.
    """

    target: str
    by: str
    event: str
    verdict: str
    reasons: tuple[Reason, ...]


class NextSteps(NamedTuple):
    """`command` is the call to make next, "" if there is none; `owner` holds the lock.

    `budget_left`: phase of the next command → tokens until its hard limit.
    """

    status: str
    moves: tuple[PossibleMove, ...]
    command: str
    owner: LockOwner | None
    budget_left: dict[str, int]


def next_steps(story: StoryPaths, planned_status: str = "") -> NextSteps:
    """The next steps of a story; `planned_status` is the status of one that is only planned. Changes nothing.

    Raises CommandError if the story has no ledger and is not planned, or if two branches added entries to its ledger.
    """
    ledger, owner = story_ledger(story), current_owner(story)
    status = ledger.status or planned_status
    if not status:
        raise missing_ledger_error(story)
    require_no_fork(story, ledger)
    transitions = [item for item in story.repository.contract.transitions if item.source == status]
    moves = tuple(_possible_move(story, ledger, item) for item in transitions if item.by != SYSTEM)
    command = _next_command(story, status, transitions, owner)
    names = {item.by for item in transitions}
    phases = {spec.phase for name, spec in story.repository.contract.commands.items() if name in names and spec.phase}
    return NextSteps(
        status,
        moves,
        command,
        owner,
        {phase: remaining for phase in sorted(phases) for remaining in _remaining_tokens(story, phase)},
    )


def _possible_move(story: StoryPaths, ledger: Ledger, item: TransitionSpec) -> PossibleMove:
    facts = MoveFacts(item.by, item.source, item.target, item.verdict or "", "a person", "a reason")
    reasons = unmet_reasons(story, ledger, facts)
    return PossibleMove(item.target, item.by, item.event or "", item.verdict or "", reasons)


def _next_command(story: StoryPaths, status: str, transitions: list[TransitionSpec], owner: LockOwner | None) -> str:
    """The call of `begin` for the first command that works in the status, or of `end` if it is running."""
    contract = story.repository.contract
    for item in transitions:
        if item.by in (MANUAL, SYSTEM):
            continue
        if owner is not None and owner.command == item.by and starting_move(contract, item.by, status) is None:
            verdicts = {other.verdict for other in transitions if other.by == item.by and other.verdict}
            # Which of several verdicts is right is for the work to say: naming one would be taken as advice.
            verdict = "VERDICT" if len(verdicts) > 1 else shlex.quote(item.verdict or "")
            return f"revi end {story.id} {f'--verdict {verdict}' if item.verdict else f'--event {item.event}'}"
        return f"revi begin {story.id} {item.by}"
    if transitions:
        item = transitions[0]
        event = f" --event {item.event}" if item.event else ""
        return f"revi plumbing move {story.id} {item.target} --by {item.by}{event} --actor NAME --reason TEXT"
    return ""


def _remaining_tokens(story: StoryPaths, phase: str) -> tuple[int, ...]:
    """The tokens until the hard limit of a phase; empty if it has no budget."""
    budgets = story.repository.contract.budgets
    if budgets is None or phase not in budgets.phases:
        return ()
    usage = phase_usage(token_rows(story), phase, budgets.counts)
    return (max(scaled_limits(budgets, phase, read_multiplier(story)).hard - (usage.tokens or 0), 0),)
