"""The ledger of a story: the append-only list of its moves, from which its status follows.

This module defines the entries and derives the state from them. The contract decides which move may follow
which (`decide`).
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
"""The record of the contract that describes an entry."""

DEFAULT_FILE = "LEDGER.jsonl"
"""File name in the story's folder if the contract does not set one."""

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
"""Event → required fields besides `timestamp`, `storyId`, `event` and `actor`."""

INITIAL_EVENTS = ("created", "adopted")
"""Events that are allowed as the first entry only; a ledger must start with one of them."""


class LedgerEntry(NamedTuple):
    """One entry: its line, its time in milliseconds since the epoch, and its fields."""

    line: int
    timestamp_ms: int
    fields: Mapping[str, Any]

    @property
    def event(self) -> str:
        return str(self.fields["event"])

    @property
    def status_after(self) -> str:
        """The status after this entry; "" if the entry does not change it."""
        if self.event in INITIAL_EVENTS:
            return str(self.fields["status"])
        return str(self.fields["to"]) if self.event == "moved" else ""


class LedgerIssue(NamedTuple):
    """A problem with a line; `code` is kebab-case, line 0 is the whole file."""

    line: int
    code: str
    message: str


class Ledger(NamedTuple):
    """The valid entries in order, and the problems with the others."""

    entries: tuple[LedgerEntry, ...] = ()
    issues: tuple[LedgerIssue, ...] = ()

    @property
    def status(self) -> str:
        """The current status; "" for an empty ledger."""
        return next((entry.status_after for entry in reversed(self.entries) if entry.status_after), "")

    def last_entered_ms(self, statuses: Iterable[str]) -> int | None:
        """When the story last entered one of the statuses, in milliseconds; None if it never did."""
        names = frozenset(statuses)
        entries = (entry for entry in reversed(self.entries) if entry.status_after in names)
        return next((entry.timestamp_ms for entry in entries), None)

    @property
    def fence(self) -> int:
        """The highest fencing token of any entry; 0 if none has one."""
        return max((entry.fields.get("fence") or 0 for entry in self.entries), default=0)


def read_ledger(path: str, contract: CompiledContract, root: str = "") -> Ledger:
    """Read a ledger in the repository at `root`; a missing file is an empty ledger. Raises OSError."""
    return parse_ledger(read_lines(path, root), contract)


def parse_ledger(lines: Iterable[Line], contract: CompiledContract) -> Ledger:
    """Parse the lines of a ledger."""
    entries: list[LedgerEntry] = []
    issues: list[LedgerIssue] = []
    for line in lines:
        line_issues = list(_line_issues(line, contract))
        issues += line_issues
        if not line_issues:
            timestamp_ms = parse_time_ms(line.value["timestamp"])
            # `_line_issues` has checked the timestamp.
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
        messages = ("timestamp: is not a valid time",)
    for message in messages:
        yield LedgerIssue(line.number, "ledger-malformed", message)


def transition_issues(ledger: Ledger, contract: CompiledContract, story: str) -> Iterator[LedgerIssue]:
    """Entries that do not follow the transitions of the contract, in order of the lines."""
    status, latest_ms = "", 0
    for entry in ledger.entries:
        fields = entry.fields
        if fields["storyId"] != story:
            yield LedgerIssue(entry.line, "ledger-of-another", f"the entry belongs to {fields['storyId']}")
        if entry.timestamp_ms < latest_ms:
            yield LedgerIssue(entry.line, "ledger-time", "is older than the previous entry")
        # An entry with an earlier time does not lower the limit for the next one.
        latest_ms = max(latest_ms, entry.timestamp_ms)
        for code, message in _entry_issues(entry, status, contract):
            yield LedgerIssue(entry.line, code, message)
        status = entry.status_after or status


def _entry_issues(entry: LedgerEntry, status: str, contract: CompiledContract) -> Iterator[tuple[str, str]]:
    """Codes and messages for an entry of a story in `status`; "" before the first entry."""
    if entry.event in INITIAL_EVENTS:
        if status:
            yield "ledger-beginning", f"'{entry.event}' is allowed as the first entry only"
        elif entry.event == "created" and not contract.statuses[entry.status_after].initial:
            yield "ledger-beginning", f"'{entry.status_after}' is not an initial status"
    elif not status:
        yield "ledger-beginning", f"the first entry is '{entry.event}', not 'created' or 'adopted'"
    elif entry.event == "moved":
        yield from (("ledger-path", message) for message in _move_issues(entry.fields, status, contract))


def _move_issues(fields: Mapping[str, Any], status: str, contract: CompiledContract) -> Iterator[str]:
    source, target = fields["from"], fields["to"]
    trigger = TransitionTrigger(fields["by"], fields.get("cause"), fields.get("verdict"))
    if source != status:
        yield f"the move starts from '{source}', but the status was '{status}'"
    elif not can_transition(contract, source, target, trigger):
        condition = "".join(f" with {name}" for name in (trigger.event or trigger.verdict,) if name)
        yield f"no transition from '{source}' to '{target}' by {trigger.by}{condition}"
    elif trigger.by == "manual" and not fields.get("reason"):
        yield "a manual move must state a reason"
