"""A story's ledger: its one truth. Each line is a step; where the story stands follows from them.

The ledger of a story is only ever added to. What may follow what is the contract's to say (`decide`); here
stands how the steps are written, and what they come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revi_docs.decide.contract import Contract
from revi_docs.decide.records import check_record
from revi_docs.decide.transitions import Trigger, can_transition
from revi_docs.records.lines import Line, read_lines
from revi_docs.records.times import read_ms

RECORD = "ledger_entry"
"""The record of the contract that describes a line."""

FILE = "LEDGER.jsonl"
"""Where it stands in a story's folder, where the contract does not say."""

NEEDS: Mapping[str, tuple[str, ...]] = {
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

BEGINS = ("created", "adopted")
"""The events that a ledger begins with, and that stand nowhere else."""


class Entry(NamedTuple):
    """One step: the line it stands on, when it was taken (milliseconds), and its fields."""

    line: int
    at_ms: int
    fields: Mapping[str, Any]

    @property
    def event(self) -> str:
        return str(self.fields["event"])

    @property
    def reached(self) -> str:
        """The status the story stands in after it; "" where it moves nothing."""
        if self.event in BEGINS:
            return str(self.fields["status"])
        return str(self.fields["to"]) if self.event == "moved" else ""


class Fault(NamedTuple):
    """What is wrong with a line: `code` is kebab-case. A line 0 is the file as a whole."""

    line: int
    code: str
    what: str


class Ledger(NamedTuple):
    """What was read: sound steps in order, and what is wrong with the others."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def status(self) -> str:
        """Where the story stands; "" for an empty ledger."""
        return next((one.reached for one in reversed(self.entries) if one.reached), "")

    def entered_ms(self, statuses: Iterable[str]) -> int | None:
        """When the story last came into one of the statuses; None where it never did."""
        wanted = frozenset(statuses)
        return next((one.at_ms for one in reversed(self.entries) if one.reached in wanted), None)

    @property
    def fence(self) -> int:
        """The highest fence that any step carries; 0 where none does."""
        return max((one.fields.get("fence") or 0 for one in self.entries), default=0)


def read_ledger(path: str, contract: Contract) -> Ledger:
    """The ledger of a file; an empty one where there is none. Raises OSError."""
    return ledger_of(read_lines(path), contract)


def ledger_of(lines: Iterable[Line], contract: Contract) -> Ledger:
    """The steps of lines that were read."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for line in lines:
        found = list(_faults(line, contract))
        faults += found
        if not found:
            at_ms = read_ms(line.value["timestamp"])
            assert at_ms is not None
            entries.append(Entry(line.number, at_ms, line.value))
    return Ledger(tuple(entries), tuple(faults))


def _faults(line: Line, contract: Contract) -> Iterator[Fault]:
    if line.fault:
        yield Fault(line.number, "ledger-torn" if line.torn else "ledger-malformed", line.fault)
        return
    wrong = check_record(contract, RECORD, line.value)
    if not wrong:
        needs = NEEDS.get(line.value["event"], ())
        wrong = tuple(f"{name}: is missing" for name in needs if name not in line.value)
    if not wrong and read_ms(line.value["timestamp"]) is None:
        wrong = ("timestamp: there is no such time",)
    for what in wrong:
        yield Fault(line.number, "ledger-malformed", what)


def path_faults(ledger: Ledger, contract: Contract, story: str) -> Iterator[Fault]:
    """Where the steps are no path through the contract's transitions, in order of the lines."""
    status, last_ms = "", 0
    for entry in ledger.entries:
        fields = entry.fields
        if fields["storyId"] != story:
            yield Fault(entry.line, "ledger-of-another", f"is a step of {fields['storyId']}")
        if entry.at_ms < last_ms:
            yield Fault(entry.line, "ledger-time", "is older than the step before it")
        last_ms = max(last_ms, entry.at_ms)
        for code, what in _step_faults(entry, status, contract):
            yield Fault(entry.line, code, what)
        status = entry.reached or status


def _step_faults(entry: Entry, status: str, contract: Contract) -> Iterator[tuple[str, str]]:
    """What is wrong with a step of a story that stood in `status`; "" before the first."""
    if entry.event in BEGINS:
        if status:
            yield "ledger-beginning", f"begins again with '{entry.event}'"
        elif entry.event == "created" and not contract.statuses[entry.reached].initial:
            yield "ledger-beginning", f"no story begins in '{entry.reached}'"
    elif not status:
        yield "ledger-beginning", f"begins with '{entry.event}'"
    elif entry.event == "moved":
        yield from (("ledger-path", what) for what in _way_faults(entry.fields, status, contract))


def _way_faults(fields: Mapping[str, Any], status: str, contract: Contract) -> Iterator[str]:
    source, target = fields["from"], fields["to"]
    trigger = Trigger(fields["by"], fields.get("cause"), fields.get("verdict"))
    if source != status:
        yield f"leaves '{source}', and the story stood in '{status}'"
    elif not can_transition(contract, source, target, trigger):
        way = "".join(f" with {one}" for one in (trigger.event or trigger.verdict,) if one)
        yield f"no transition leads from '{source}' to '{target}' by {trigger.by}{way}"
    elif trigger.by == "manual" and not fields.get("reason"):
        yield "is taken by a person, and gives no reason"
