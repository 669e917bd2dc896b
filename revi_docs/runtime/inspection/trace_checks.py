"""A story's trace, its ledger and its token log, held against the contract and each other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.errors import DecisionError
from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.ledger import Ledger, transition_issues
from revi_docs.records.trace_replay import ReplayContext, replay
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.budget_checks import BREACH_EVENT, story_limits
from revi_docs.runtime.budgets.token_rows import counted_kinds, phase_usage, token_log_file, token_rows
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import StoryStore
from revi_docs.runtime.traces.trace_events import trace_file


class TraceFinding(NamedTuple):
    """What is wrong, and where: a file below the repository's root and a line from 1."""

    file: str
    line: int
    code: str
    what: str
    fix: str


def check_trace(story: StoryPaths, store: StoryStore | None = None) -> tuple[TraceFinding, ...]:
    """Every fault of what a story tells of itself; none for a run as the contract has it.

    Raises RefusalError where the contract has no trace, BrokenError for a lock that nobody can read.
    """
    story_store = store or FileStore(story.repository)
    ledger, lock = story_store.read_ledger(story.id), story_store.read_lock(story.id) or {}
    active_phase = str(lock.get("phase", ""))
    breached_phases = frozenset(
        str(item.fields["phase"]) for item in ledger.entries if item.event == BREACH_EVENT
    )
    faults = list(_ledger_faults(story, ledger))
    try:
        limits = story_limits(story)
    except (CommandError, DecisionError) as error:
        limits = {}
        fix = getattr(error, "fix", "write a multiplier that the contract accepts")
        faults.append(TraceFinding(_relative_path(story, story.story), 1, "no-limits", str(error), fix))
    replay_context = ReplayContext(
        story.repository.contract,
        story.id,
        limits,
        breached_phases,
        _count_moves(ledger) if not ledger.issues else None,
        lock.get("fence", 0),
        bool(story.repository.data["locks"]),
    )
    path = trace_file(story)
    faults += [
        TraceFinding(_relative_path(story, path), *item) for item in replay(read_lines(path), replay_context)
    ]
    faults += _token_faults(story, replay_context, active_phase)
    return tuple(faults)


def _relative_path(story: StoryPaths, path: str) -> str:
    return os.path.relpath(path, story.repository.root)


def _count_moves(ledger: Ledger) -> Counter[tuple[str, str, str]]:
    moves = (fields.fields for fields in ledger.entries if fields.event == "moved")
    return Counter((fields["from"], fields["to"], fields["by"]) for fields in moves)


def _ledger_faults(story: StoryPaths, ledger: Ledger) -> Iterator[TraceFinding]:
    file = _relative_path(story, story.ledger)
    for fault in (*ledger.issues, *transition_issues(ledger, story.repository.contract, story.id)):
        code = "illegal-transition" if fault.code == "ledger-path" else fault.code
        yield TraceFinding(file, fault.line, code, fault.message, "bring the line back as git has it")


def _token_faults(
    story: StoryPaths, replay_context: ReplayContext, active_phase: str
) -> Iterator[TraceFinding]:
    """Rows that are none, and phases over their hard limit of which the ledger knows nothing."""
    rows, file = token_rows(story), _relative_path(story, token_log_file(story))
    for row in rows:
        for message in row.errors:
            fix = "let 'revi budget record' write the rows"
            yield TraceFinding(file, row.line, "token-record-malformed", message, fix)
    kinds = counted_kinds(story.repository)
    for phase, limits in replay_context.limits.items():
        tokens = phase_usage(rows, phase, kinds).tokens or 0
        if tokens >= limits.hard and phase not in replay_context.breached and phase != active_phase:
            line = next(row.line for row in reversed(rows) if row.phase == phase)
            overrun = f"{tokens:,} tokens in '{phase}' reach the hard limit {limits.hard:,}"
            overrun += ", and the ledger does not know"
            fix = f"run 'revi budget check {story.id} --phase {phase}'"
            yield TraceFinding(file, line, "over-budget", overrun, fix)
