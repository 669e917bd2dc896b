"""Whether the entries of a ledger follow from each other by the transitions of the contract."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from typing import Any

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.transition_check import TransitionTrigger, can_transition
from revi_docs.records.ledger import (
    CREATED,
    INITIAL_EVENTS,
    MOVED,
    RECONCILED,
    RENUMBERED,
    Ledger,
    LedgerEntry,
    LedgerIssue,
)
from revi_docs.records.ledger_chain import chain_issues
from revi_docs.records.ledger_names import unknown_names, with_current_names
from revi_docs.records.past_contracts import PastContracts
from revi_docs.records.reachable_statuses import is_stranded

ACCEPTABLE = ("ledger-path", "ledger-start")
"""Codes of what a person can accept by reconciling the ledger."""


def transition_issues(
    ledger: Ledger,
    contract: CompiledContract,
    story: str,
    past: PastContracts | None = None,
    *,
    with_accepted: bool = False,
) -> Iterator[LedgerIssue]:
    """Entries that do not follow from the entries before them, in order; then forks.

    With `past`, an entry that today's contract does not allow is judged by the contract of its time. Entries before
    one with which a person reconciled such a ledger are accepted, unless `with_accepted`.
    """
    issues = list(_entry_issues_in_order(ledger, contract, story, past))
    accepted = set() if with_accepted else _accepted_digests(ledger, {entry.digest for entry, _ in issues})
    for entry, issue in issues:
        if entry.digest not in accepted or issue.code not in ACCEPTABLE:
            yield issue
    yield from chain_issues(ledger)


def _entry_issues_in_order(
    ledger: Ledger, contract: CompiledContract, story: str, past: PastContracts | None
) -> Iterator[tuple[LedgerEntry, LedgerIssue]]:
    # Digest of an entry → the entry that set the status after it, the entry itself or one before it.
    setters: dict[str, LedgerEntry] = {}
    has_issues: set[str] = set()
    story_ids = {story, *(entry.fields["formerId"] for entry in ledger.entries if entry.event == RENUMBERED)}
    reconciled_sides = {digest for entry in ledger.entries if entry.event == RECONCILED for digest in entry.previous}
    for entry in ledger.entries:
        previous = next((digest for digest in entry.previous if digest in setters), "")
        setter = setters.get(previous)
        status = setter.status_after if setter is not None else ""
        if entry.fields["storyId"] not in story_ids:
            yield entry, _issue(entry, "ledger-story-differs", f"the entry belongs to {entry.fields['storyId']}")
        is_dropped = previous in reconciled_sides and entry.fields.get("from") != status and entry.event != RECONCILED
        is_acceptance = entry.event == RECONCILED and previous in has_issues
        issues: list[LedgerIssue] = []
        if not is_dropped and not is_acceptance and (status or not entry.previous):
            issues = [_issue(entry, *item) for item in _entry_issues(entry, status, contract)]
            issues = [] if issues and _was_allowed(entry, setter, past) else issues
            yield from ((entry, issue) for issue in issues)
        if not is_acceptance and (issues or previous in has_issues):
            has_issues.add(entry.digest)
        if entry.status_after or setter is not None:
            setters[entry.digest] = entry if entry.status_after or setter is None else setter


def _accepted_digests(ledger: Ledger, with_issues: Container[str]) -> set[str]:
    """The digests of the entries before each one with which a person reconciled a ledger of one chain."""
    entries = {entry.digest: entry for entry in ledger.entries}
    accepted: set[str] = set()
    for entry in ledger.entries:
        if entry.event == RECONCILED and len(entry.previous) == 1 and entry.digest not in with_issues:
            pending = list(entry.previous)
            while pending:
                digest = pending.pop()
                if digest in entries and digest not in accepted:
                    accepted.add(digest)
                    pending += entries[digest].previous
    return accepted


def break_in_chain(
    ledger: Ledger, contract: CompiledContract, story: str, past: PastContracts | None = None
) -> LedgerEntry | None:
    """The entry before the first move that does not start from its status, as if two branches had been joined."""
    by_digest = {entry.digest: entry for entry in ledger.entries}
    places = {(issue.file, issue.line) for issue in transition_issues(ledger, contract, story, past)}
    statuses: dict[str, str] = {}
    for entry in ledger.entries:
        previous = next((digest for digest in entry.previous if digest in statuses), "")
        status = statuses.get(previous, "")
        if status and entry.event == MOVED and entry.fields["from"] != status and (entry.file, entry.line) in places:
            return by_digest[previous]
        statuses[entry.digest] = entry.status_after or status
    return None


def name_issues(ledger: Ledger, contract: CompiledContract) -> Iterator[LedgerIssue]:
    """Names that the contract no longer has, each once, at the first entry that has it."""
    reported: set[tuple[str, str]] = set()
    for entry in ledger.entries:
        for kind, name in unknown_names(contract, entry.fields):
            if (kind, name) not in reported:
                reported.add((kind, name))
                yield _issue(entry, "ledger-name", f"'{name}' is no longer a {kind} of the contract")


def _was_allowed(entry: LedgerEntry, setter: LedgerEntry | None, past: PastContracts | None) -> bool:
    """Whether the contract of its time allows an entry after the one that set the status, by the names of that time."""
    is_judged = entry.event in (MOVED, RECONCILED) or (entry.event == CREATED and setter is None)
    contracts = past.contracts_of(entry) if past is not None and is_judged else ()
    return any(_is_allowed(entry, setter, contract) for contract in contracts)


def _is_allowed(entry: LedgerEntry, setter: LedgerEntry | None, contract: CompiledContract) -> bool:
    fields = with_current_names(contract, json.loads(entry.line_bytes))
    former_status = ""
    if setter is not None:
        former_fields = with_current_names(contract, json.loads(setter.line_bytes))
        former_status = setter._replace(fields=former_fields).status_after
    return not any(_entry_issues(entry._replace(fields=fields), former_status, contract))


def _issue(entry: LedgerEntry, code: str, message: str) -> LedgerIssue:
    return LedgerIssue(entry.file, entry.line, code, message)


def _entry_issues(entry: LedgerEntry, status: str, contract: CompiledContract) -> Iterator[tuple[str, str]]:
    """Codes and messages for an entry of a story in `status`; "" before the first entry."""
    if entry.event in INITIAL_EVENTS:
        if status:
            yield "ledger-start", f"'{entry.event}' is allowed as the first entry only"
        elif entry.event == CREATED and not _is_initial(contract, entry.status_after):
            yield "ledger-start", f"'{entry.status_after}' is not an initial status"
    elif not status:
        yield "ledger-start", f"the first entry is '{entry.event}', not 'created' or 'adopted'"
    # With several entries before it, or with the same status, it accepts the ledger as it is.
    elif entry.event == RECONCILED and len(entry.previous) == 1 and entry.status_after != status:
        if is_stranded(contract, status):
            return
        yield (
            "ledger-path",
            f"the status changes from '{status}' without a move, although the contract leads on from it",
        )
    elif entry.event == MOVED:
        yield from (("ledger-path", message) for message in _move_issues(entry.fields, status, contract))


def _is_initial(contract: CompiledContract, status: str) -> bool:
    """Whether a story could start in a status, as far as the contract still says."""
    facts = contract.statuses.get(status)
    return facts is None or facts.initial


def _move_issues(fields: Mapping[str, Any], status: str, contract: CompiledContract) -> Iterator[str]:
    source, target = fields["from"], fields["to"]
    # A transition of a name that the contract no longer has cannot be in the contract.
    names_of_the_past = any(name not in contract.statuses for name in (source, target)) or (
        fields["by"] not in (*contract.commands, "manual", "system")
    )
    trigger = TransitionTrigger(fields["by"], fields.get("cause"), fields.get("verdict"))
    if source != status:
        yield f"the move starts from '{source}', but the status was '{status}'"
    elif not names_of_the_past and not can_transition(contract, source, target, trigger):
        condition = "".join(f" with {name}" for name in (trigger.event or trigger.verdict,) if name)
        yield f"no transition from '{source}' to '{target}' by {trigger.by}{condition}"
    elif trigger.by == "manual" and not fields.get("reason"):
        yield "a manual move must state a reason"
