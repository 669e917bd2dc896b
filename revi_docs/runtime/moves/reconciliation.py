"""Reconcile a ledger: a person keeps one side of two branches, or names the status for a story that is stranded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.ledger import RECONCILED, Ledger, LedgerEntry, LedgerIssue
from revi_docs.records.ledger_chain import chain_issues, line_to
from revi_docs.records.ledger_rules import ACCEPTABLE, break_in_chain, transition_issues
from revi_docs.records.reachable_statuses import is_stranded, reaching_statuses
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_evidence import evidence_fields
from revi_docs.runtime.base.story_ledger import (
    append_entry_after,
    exclusive_access,
    past_contracts,
    require_no_fork,
    story_ledger,
)

MALFORMED = "ledger-malformed"


class LedgerSide(NamedTuple):
    """One side: its last entry, the status to which it leads, and the entries that no other side has."""

    tip: LedgerEntry
    status: str
    entries: tuple[LedgerEntry, ...]


class ReconcileRequest(NamedTuple):
    """The id of the last entry of the side to keep, the person who decides, and the reason."""

    keep: str
    actor: str
    reason: str


def ledger_sides(story: StoryPaths) -> tuple[LedgerSide, ...]:
    """The sides of a ledger that a person has to reconcile; none if its entries form one chain.

    Raises UnavailableError if an entry is not valid, because then a side could be incomplete.
    """
    ledger = story_ledger(story)
    malformed = next((issue for issue in ledger.issues if issue.code == MALFORMED), None)
    if malformed is not None:
        message = f"{malformed.file}:{malformed.line} {malformed.message}"
        raise UnavailableError(MALFORMED, message, "restore the entry from git; 'revi-docs lint' lists all problems")
    tips = tuple(_tips(story, ledger))
    lines = [line_to(ledger, tip) for tip in tips]
    shared = set.intersection(*({entry.digest for entry in line} for line in lines)) if len(lines) > 1 else set()
    return tuple(
        LedgerSide(tip, _status(line), tuple(entry for entry in line if entry.digest not in shared) or line[-1:])
        for tip, line in zip(tips, lines, strict=True)
    )


def _tips(story: StoryPaths, ledger: Ledger) -> Iterator[LedgerEntry]:
    """The last entry of each side; nothing if there is nothing to reconcile."""
    if any(chain_issues(ledger)):
        yield from ledger.tips
        return
    # An older ledger has the lines of both branches one after the other.
    before = break_in_chain(ledger, story.repository.contract, story.id, past_contracts(story))
    if before is not None:
        yield before
        yield from ledger.tips


def _status(line: tuple[LedgerEntry, ...]) -> str:
    return next((entry.status_after for entry in reversed(line) if entry.status_after), "")


def reconcile(story: StoryPaths, request: ReconcileRequest, *, dry: bool = False) -> LedgerSide:
    """Keep one side of the ledger; the entry names the digests of all sides. Returns the side.

    Raises CommandError if there is nothing to reconcile, or no side has that id.
    """
    with exclusive_access(story):
        sides = ledger_sides(story)
        if not sides:
            message = f"the ledger of {story.id} is one chain; there is nothing to reconcile"
            raise CommandError("nothing-to-reconcile", message, "continue; no action is needed")
        side = next((side for side in sides if side.tip.id == request.keep), None)
        if side is None:
            first, *others = (side.tip.id for side in sides)
            command = f"revi story reconcile {story.id} --keep {first} --actor NAME --reason TEXT"
            fix = ", or ".join((f"run '{command}'", *(f"--keep {other}" for other in others)))
            raise CommandError("unknown-side", f"no side of the ledger ends with '{request.keep}'", fix)
        if not dry:
            fields = {"actor": request.actor, "status": side.status, "keep": side.tip.id, "reason": request.reason}
            append_entry_after(story, (item.tip for item in sides), RECONCILED, now_ms(), fields)
    return side


class ContinueRequest(NamedTuple):
    """The status in which a stranded story goes on, the person who decides, and the reason."""

    target: str
    actor: str
    reason: str


def broken_entries(story: StoryPaths, ledger: Ledger) -> tuple[LedgerIssue, ...]:
    """The entries that do not follow the transitions of the contract, today's or that of their time."""
    issues = transition_issues(ledger, story.repository.contract, story.id, past_contracts(story))
    return tuple(issue for issue in issues if issue.code in ACCEPTABLE)


def continuations(story: StoryPaths, ledger: Ledger) -> tuple[str, ...]:
    """The statuses in which a person can let a story continue."""
    contract = story.repository.contract
    going_on = [name for name in reaching_statuses(contract) if not contract.statuses[name].terminal]
    is_kept = ledger.status in contract.statuses and ledger.status not in going_on and broken_entries(story, ledger)
    return (*going_on, *((ledger.status,) if is_kept else ()))


def continue_stranded(story: StoryPaths, request: ContinueRequest, *, dry: bool = False) -> str:
    """Record the status to continue in for a story whose status the contract no longer has or leads on from.

    The same accepts a ledger whose entries do not follow the transitions of the contract.

    Returns the status. Raises CommandError if the story can go on by itself, or not from that status either.
    """
    with exclusive_access(story):
        ledger, contract = story_ledger(story), story.repository.contract
        require_no_fork(story, ledger)
        options, target = continuations(story, ledger), resolve_id(contract, "status", request.target)
        if not ledger.tips or not (is_stranded(contract, ledger.status) or broken_entries(story, ledger)):
            message = f"{story.id} is '{ledger.status}', from which the contract still has transitions"
            raise CommandError("nothing-to-reconcile", message, f"run 'revi next {story.id}' to see what is allowed")
        if target not in options:
            message = f"no transition leads from '{target}' to an accepted status"
            raise CommandError("no-way-out", message, f"use one of: {', '.join(options)}")
        if not dry:
            fields = {"actor": request.actor, "status": target, "keep": ledger.tips[-1].id, "reason": request.reason}
            append_entry_after(story, ledger.tips, RECONCILED, now_ms(), fields | evidence_fields(story))
    return target
