"""Check a story's trace, ledger and token log against the contract and against each other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from revi_docs.decide.errors import DecisionError
from revi_docs.problems.problem import Place, Problem
from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.ledger import Ledger
from revi_docs.records.trace_replay import ReplayContext, replay
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.budget_checks import BREACH_EVENT, story_limits
from revi_docs.runtime.budgets.token_rows import counted_kinds, phase_usage, token_log_file, token_rows
from revi_docs.runtime.inspection.health_checks import ledger_problems
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.traces.trace_events import trace_file


def check_trace(story: StoryPaths) -> tuple[Problem, ...]:
    """All problems in the records of a story's run.

    Raises CommandError if the contract has no trace, UnavailableError if the lock cannot be read.
    """
    ledger, owner, path = story_ledger(story), current_owner(story), trace_file(story)
    problems = list(ledger_problems(story))
    limits = {}
    try:
        limits = story_limits(story)
    except (CommandError, DecisionError) as error:
        fix = getattr(error, "fix", "write a multiplier that the contract accepts")
        problems.append(_problem(story, story.story, (1, "no-limits", str(error), fix)))
    replay_context = ReplayContext(
        story.repository.contract,
        story.id,
        limits,
        frozenset(str(item.fields["phase"]) for item in ledger.entries if item.event == BREACH_EVENT),
        _count_moves(ledger) if not ledger.issues else None,
        owner.fence if owner is not None else 0,
        story.repository.has_locks,
    )
    problems += [
        _problem(story, path, issue) for issue in replay(read_lines(path, story.repository.root), replay_context)
    ]
    problems += _token_problems(story, replay_context, owner.phase if owner is not None else "")
    return tuple(problems)


def _problem(story: StoryPaths, path: str, issue: tuple[int, str, str, str]) -> Problem:
    """The problem for a line, a code, a message and a fix."""
    line, code, message, fix = issue
    place = Place(os.path.relpath(path, story.repository.root), line)
    return Problem(code=code, message=message, fix=fix, places=(place,), subject=story.id)


def _count_moves(ledger: Ledger) -> Counter[tuple[str, str, str]]:
    moves = (entry.fields for entry in ledger.entries if entry.event == "moved")
    return Counter((fields["from"], fields["to"], fields["by"]) for fields in moves)


def _token_problems(story: StoryPaths, context: ReplayContext, active_phase: str) -> Iterator[Problem]:
    """Invalid rows of the token log, and phases over their hard limit without an entry in the ledger."""
    rows, file = token_rows(story), token_log_file(story)
    for row in rows:
        for message in row.errors:
            fix = "write rows with 'revi plumbing budget record' only"
            yield _problem(story, file, (row.line, "token-record-malformed", message, fix))
    kinds = counted_kinds(story.repository)
    for phase, limits in context.limits.items():
        tokens = phase_usage(rows, phase, kinds).tokens or 0
        if tokens >= limits.hard and phase not in context.breached and phase != active_phase:
            line = next(row.line for row in reversed(rows) if row.phase == phase)
            message = f"{tokens:,} tokens in '{phase}' reach the hard limit of {limits.hard:,}, "
            message += "and the ledger has no entry about it"
            fix = f"run 'revi plumbing budget check {story.id} --phase {phase}'"
            yield _problem(story, file, (line, "over-budget", message, fix))
