"""A story's ledger: its one truth. Each line is a step; where the story stands follows from them.

The ledger of a story is only ever added to. What may follow what is the contract's to say (`decide`); here
stands how the steps are written, and what they come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.records import check_record
from revi_docs.decide.transition_check import TransitionTrigger, can_transition
from revi_docs.records.jsonl import Line, read_lines
from revi_docs.records.time_formats import parse_time_ms

RECORD_TYPE = "ledger_entry"
"""The record of the contract that describes a line."""

DEFAULT_FILE = "LEDGER.jsonl"
"""Where it stands in a story's folder, where the contract does not say."""

REQUIRED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "created": ("status",),
    "adopted": ("status", "evidence"),
    "moved": ("from", "to", "by"),
    "gated": ("verdict", "by"),
    "forced": ("command",),
    "lock-broken": ("phase", "owner", "fence", "reason"),
    "circuit-opened": ("failures",),
    "circuit-closed": ("reason",),
    "budget-breached": ("phase", "tokens", "limit"),
}
"""Event → the fields that it must carry besides `timestamp`, `storyId`, `event` and `actor`."""

INITIAL_EVENTS = ("created", "adopted")
"""The events that a ledger begins with, and that stand nowhere else."""


class LedgerEntry(NamedTuple):
    """One step: the line it stands on, when it was taken (milliseconds), and its fields."""

    line: int
    timestamp_ms: int
    fields: Mapping[str, Any]

    @property
    def event(self) -> str:
        return str(self.fields["event"])

    @property
    def status_after(self) -> str:
        """The status the story stands in after it; "" where it moves nothing."""
        if self.event in INITIAL_EVENTS:
            return str(self.fields["status"])
        return str(self.fields["to"]) if self.event == "moved" else ""


class LedgerIssue(NamedTuple):
    """What is wrong with a line: `code` is kebab-case. A line 0 is the file as a whole."""

    line: int
    code: str
    message: str


class Ledger(NamedTuple):
    """What was read: sound steps in order, and what is wrong with the others."""

    entries: tuple[LedgerEntry, ...] = ()
    issues: tuple[LedgerIssue, ...] = ()

    @property
    def status(self) -> str:
        """Where the story stands; "" for an empty ledger."""
        return next((entry.status_after for entry in reversed(self.entries) if entry.status_after), "")

    def last_entered_ms(self, statuses: Iterable[str]) -> int | None:
        """When the story last came into one of the statuses; None where it never did."""
        status_names = frozenset(statuses)
        return next(
            (entry.timestamp_ms for entry in reversed(self.entries) if entry.status_after in status_names),
            None,
        )

    @property
    def fence(self) -> int:
        """The highest fence that any step carries; 0 where none does."""
        return max((entry.fields.get("fence") or 0 for entry in self.entries), default=0)


def read_ledger(path: str, contract: CompiledContract) -> Ledger:
    """The ledger of a file; an empty one where there is none. Raises OSError."""
    return parse_ledger(read_lines(path), contract)


def parse_ledger(lines: Iterable[Line], contract: CompiledContract) -> Ledger:
    """The steps of lines that were read."""
    entries: list[LedgerEntry] = []
    issues: list[LedgerIssue] = []
    for line in lines:
        line_issues = list(_line_issues(line, contract))
        issues += line_issues
        if not line_issues:
            timestamp_ms = parse_time_ms(line.value["timestamp"])
            assert timestamp_ms is not None
            entries.append(LedgerEntry(line.number, timestamp_ms, line.value))
    return Ledger(tuple(entries), tuple(issues))


def _line_issues(line: Line, contract: CompiledContract) -> Iterator[LedgerIssue]:
    if line.error:
        yield LedgerIssue(line.number, "ledger-torn" if line.torn else "ledger-malformed", line.error)
        return
    messages = check_record(contract, RECORD_TYPE, line.value)
    if not messages:
        required = REQUIRED_FIELDS.get(line.value["event"], ())
        messages = tuple(f"{name}: is missing" for name in required if name not in line.value)
    if not messages and parse_time_ms(line.value["timestamp"]) is None:
        messages = ("timestamp: there is no such time",)
    for message in messages:
        yield LedgerIssue(line.number, "ledger-malformed", message)


def transition_issues(ledger: Ledger, contract: CompiledContract, story: str) -> Iterator[LedgerIssue]:
    """Where the steps are no path through the contract's transitions, in order of the lines."""
    status, latest_ms = "", 0
    for entry in ledger.entries:
        fields = entry.fields
        if fields["storyId"] != story:
            yield LedgerIssue(entry.line, "ledger-of-another", f"is a step of {fields['storyId']}")
        if entry.timestamp_ms < latest_ms:
            yield LedgerIssue(entry.line, "ledger-time", "is older than the step before it")
        latest_ms = max(latest_ms, entry.timestamp_ms)
        for code, message in _entry_issues(entry, status, contract):
            yield LedgerIssue(entry.line, code, message)
        status = entry.status_after or status


def _entry_issues(entry: LedgerEntry, status: str, contract: CompiledContract) -> Iterator[tuple[str, str]]:
    """What is wrong with a step of a story that stood in `status`; "" before the first."""
    if entry.event in INITIAL_EVENTS:
        if status:
            yield "ledger-beginning", f"begins again with '{entry.event}'"
        elif entry.event == "created" and not contract.statuses[entry.status_after].initial:
            yield "ledger-beginning", f"no story begins in '{entry.status_after}'"
    elif not status:
        yield "ledger-beginning", f"begins with '{entry.event}'"
    elif entry.event == "moved":
        yield from (("ledger-path", message) for message in _move_issues(entry.fields, status, contract))


def _move_issues(fields: Mapping[str, Any], status: str, contract: CompiledContract) -> Iterator[str]:
    source, target = fields["from"], fields["to"]
    trigger = TransitionTrigger(fields["by"], fields.get("cause"), fields.get("verdict"))
    if source != status:
        yield f"leaves '{source}', and the story stood in '{status}'"
    elif not can_transition(contract, source, target, trigger):
        condition = "".join(f" with {name}" for name in (trigger.event or trigger.verdict,) if name)
        yield f"no transition leads from '{source}' to '{target}' by {trigger.by}{condition}"
    elif trigger.by == "manual" and not fields.get("reason"):
        yield "is taken by a person, and gives no reason"
