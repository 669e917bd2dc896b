"""A story's trace, its ledger and its token log, held against the contract and each other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.errors import RefusedError
from revi_docs.records.ledger import Ledger, path_faults
from revi_docs.records.lines import read_lines
from revi_docs.records.refusal import RefusalError
from revi_docs.records.trace import Ground, replay
from revi_docs.runtime.budget_checks import BREACHED, limits_of
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.store import Store
from revi_docs.runtime.token_rows import kinds_that_count, log_file, spent, token_rows
from revi_docs.runtime.traces import trace_file
from revi_docs.runtime.workflow import StoryPaths


class Finding(NamedTuple):
    """What is wrong, and where: a file below the repository's root and a line from 1."""

    file: str
    line: int
    code: str
    what: str
    fix: str


def check_trace(story: StoryPaths, store: Store | None = None) -> tuple[Finding, ...]:
    """Every fault of what a story tells of itself; none for a run as the contract has it.

    Raises RefusalError where the contract has no trace, BrokenError for a lock that nobody can read.
    """
    kept = store or FileStore(story.workflow)
    ledger, lock = kept.ledger(story.id), kept.lock(story.id) or {}
    at_work = str(lock.get("phase", ""))
    breached = frozenset(str(one.fields["phase"]) for one in ledger.entries if one.event == BREACHED)
    faults = list(_ledger_faults(story, ledger))
    try:
        limits = limits_of(story)
    except (RefusalError, RefusedError) as error:
        limits = {}
        fix = getattr(error, "fix", "write a multiplier that the contract accepts")
        faults.append(Finding(_below(story, story.story), 1, "no-limits", str(error), fix))
    ground = Ground(
        story.workflow.contract,
        story.id,
        limits,
        breached,
        _moves(ledger) if not ledger.faults else None,
        lock.get("fence", 0),
        bool(story.workflow.data["locks"]),
    )
    path = trace_file(story)
    faults += [Finding(_below(story, path), *one) for one in replay(read_lines(path), ground)]
    faults += _token_faults(story, ground, at_work)
    return tuple(faults)


def _below(story: StoryPaths, path: str) -> str:
    return os.path.relpath(path, story.workflow.root)


def _moves(ledger: Ledger) -> Counter[tuple[str, str, str]]:
    moved = (one.fields for one in ledger.entries if one.event == "moved")
    return Counter((one["from"], one["to"], one["by"]) for one in moved)


def _ledger_faults(story: StoryPaths, ledger: Ledger) -> Iterator[Finding]:
    file = _below(story, story.ledger)
    for fault in (*ledger.faults, *path_faults(ledger, story.workflow.contract, story.id)):
        code = "illegal-transition" if fault.code == "ledger-path" else fault.code
        yield Finding(file, fault.line, code, fault.what, "bring the line back as git has it")


def _token_faults(story: StoryPaths, ground: Ground, at_work: str) -> Iterator[Finding]:
    """Rows that are none, and phases over their hard limit of which the ledger knows nothing."""
    rows, file = token_rows(story), _below(story, log_file(story))
    for row in rows:
        for wrong in row.faults:
            fix = "let 'revi budget record' write the rows"
            yield Finding(file, row.line, "token-record-malformed", wrong, fix)
    kinds = kinds_that_count(story.workflow)
    for phase, limits in ground.limits.items():
        used = spent(rows, phase, kinds).tokens or 0
        if used >= limits.hard and phase not in ground.breached and phase != at_work:
            line = next(row.line for row in reversed(rows) if row.phase == phase)
            what = f"{used:,} tokens in '{phase}' reach the hard limit {limits.hard:,}"
            what += ", and the ledger does not know"
            fix = f"run 'revi budget check {story.id} --phase {phase}'"
            yield Finding(file, line, "over-budget", what, fix)
