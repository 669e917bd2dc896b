"""The ledger of a story: the append-only record of its moves, from which its status follows.

Each entry names the digest of the entry before it, so that the order is the chain and not the clock: the time of an
entry is information. Entries that were added on two branches form a fork until a person reconciles them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

RECORD_TYPE = "ledger_entry"
"""The record of the contract that describes an entry."""

DEFAULT_FILE = "LEDGER.jsonl"
"""File name in the story's folder if the contract does not set one."""

CREATED, ADOPTED, MOVED, RECONCILED = "created", "adopted", "moved", "reconciled"
"""The events that determine the status."""

RENUMBERED = "renumbered"
"""The event of a story that got another id."""

REQUIRED_FIELDS: Mapping[str, tuple[str, ...]] = {
    CREATED: ("status",),
    ADOPTED: ("status", "evidence"),
    MOVED: ("from", "to", "by"),
    "gated": ("verdict", "by"),
    "forced": ("command",),
    "lock-broken": ("phase", "owner", "fence", "reason"),
    "circuit-opened": ("failures",),
    "circuit-closed": ("reason",),
    "budget-breached": ("phase", "tokens", "limit"),
    RECONCILED: ("prev", "keep", "status", "reason"),
    RENUMBERED: ("formerId", "reason"),
}
"""Event → required fields besides `timestamp`, `storyId`, `event` and `actor`."""

ENTRY_FIELDS: Mapping[str, str] = {
    "seq": "integer?",
    "id": "string?",
    "prev": "list of string?",
    "timestamp": "datetime",
    "storyId": "story",
    "event": "|".join(REQUIRED_FIELDS),
    "actor": "string",
    "status": "status?",
    "from": "status?",
    "to": "status?",
    "by": "string?",
    "cause": "string?",
    "verdict": "string?",
    "role": "string?",
    "reason": "string?",
    "evidence": "list of string?",
    "artifacts": "object?",
    "checks": "object?",
    "edited": "object?",
    "commit": "string?",
    "missing": "list of string?",
    "phase": "phase?",
    "command": "command?",
    "owner": "string?",
    "fence": "integer?",
    "tokens": "integer?",
    "limit": "integer?",
    "failures": "integer?",
    "keep": "string?",
    "formerId": "story?",
}
"""Field → type of what revi writes, whatever the contract declares; a contract can declare more fields."""

INITIAL_EVENTS = (CREATED, ADOPTED)
"""Events that are allowed as the first entry only; a ledger must start with one of them."""

_SHORT_ID_CHARS = 12  # arbitrary: as many as a new id has


class LedgerEntry(NamedTuple):
    """One entry: where it is, its fields, its digest, and the digests of the entries before it.

    `file` is relative to the folder of the ledger and `line` counts from 1; `timestamp_ms` is the time of the clock
    in milliseconds since the epoch. `previous` has two digests or more in an entry that reconciles a fork. `fields`
    have the names of today, and `line_bytes`, the line itself, those of the time of the entry.
    """

    file: str
    line: int
    timestamp_ms: int
    fields: Mapping[str, Any]
    digest: str
    previous: tuple[str, ...]
    seq: int
    line_bytes: bytes

    @property
    def id(self) -> str:
        """The id; for a line of an old ledger, which has none, the start of its digest."""
        return str(self.fields.get("id") or self.digest[:_SHORT_ID_CHARS])

    @property
    def event(self) -> str:
        """What the entry records, such as `moved`."""
        return str(self.fields["event"])

    @property
    def status_after(self) -> str:
        """The status after this entry; "" if the entry does not change it."""
        if self.event in (*INITIAL_EVENTS, RECONCILED):
            return str(self.fields["status"])
        return str(self.fields["to"]) if self.event == MOVED else ""


class LedgerIssue(NamedTuple):
    """A problem with an entry; `code` is kebab-case. Line 0 of the file is the whole file."""

    file: str
    line: int
    code: str
    message: str


class Ledger(NamedTuple):
    """The valid entries in the order of their chain, and the problems with the others.

    `tips` are the entries that no other entry follows: more than one is a fork. `main_line` are the entries that
    determine the status: without the side of a fork that a person did not keep.
    """

    entries: tuple[LedgerEntry, ...] = ()
    issues: tuple[LedgerIssue, ...] = ()
    tips: tuple[LedgerEntry, ...] = ()
    main_line: tuple[LedgerEntry, ...] = ()

    @property
    def status(self) -> str:
        """The current status; "" for an empty ledger. In a fork, that of the last tip."""
        return next((entry.status_after for entry in reversed(self.main_line) if entry.status_after), "")

    def last_entered_ms(self, statuses: Iterable[str]) -> int | None:
        """When the story last entered one of the statuses, in milliseconds; None if it never did."""
        entry = self.last_entry_into(statuses)
        return entry.timestamp_ms if entry is not None else None

    def last_entry_into(self, statuses: Iterable[str]) -> LedgerEntry | None:
        """The entry with which the story last entered one of the statuses; None if it never did."""
        names = frozenset(statuses)
        return next((entry for entry in reversed(self.main_line) if entry.status_after in names), None)

    @property
    def fence(self) -> int:
        """The highest fencing token of any entry; 0 if none has one."""
        return max((entry.fields.get("fence") or 0 for entry in self.entries), default=0)


def entry_digest(line: bytes) -> str:
    """The digest of an entry: SHA-256 of its line of JSON, without surrounding whitespace."""
    return sha256(line.strip()).hexdigest()
