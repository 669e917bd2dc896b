"""The new entries of one story, each with the move that it records and what the contract of the base requires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract, ConditionSpec
from revi_docs.records.evidence.collect import MoveFacts
from revi_docs.records.evidence.required import required_conditions
from revi_docs.records.ledger import MOVED, RECONCILED, Ledger, LedgerEntry
from revi_docs.records.ledger_chain import build_ledger

GATED = "gated"
"""The event of a verdict after which the story keeps its status."""


class JudgedEntry(NamedTuple):
    """An entry, the ledger before it, the move that it records, and what that move requires."""

    entry: LedgerEntry
    before: Ledger
    move: MoveFacts
    conditions: tuple[ConditionSpec, ...]
    is_last: bool

    @property
    def is_forced(self) -> bool:
        """Whether the entry says that a person overruled missing evidence."""
        return bool(self.entry.fields.get("missing"))

    @property
    def recorded(self) -> dict[str, str]:
        """Artifact → digest, as the entry records them."""
        digests = self.entry.fields.get("artifacts")
        return {str(kind): str(digest) for kind, digest in digests.items()} if isinstance(digests, dict) else {}


def judged_entries(ledger: Ledger, contract: CompiledContract, is_new: frozenset[str]) -> Iterator[JudgedEntry]:
    """The entries with a digest in `is_new`, and the last one with a status, in the order of the ledger."""
    last = next((entry for entry in reversed(ledger.main_line) if entry.status_after), None)
    for index, entry in enumerate(ledger.entries):
        if entry.digest in is_new or entry is last:
            before = build_ledger(ledger.entries[:index], ())
            move = _move(entry, before.status)
            conditions = required_conditions(contract, move) if entry.event in (MOVED, GATED) else ()
            yield JudgedEntry(entry, before, move, conditions, entry is last)


def named_person(entry: LedgerEntry) -> str:
    """The person that an entry names; "" if it names only the command that made it."""
    actor = str(entry.fields.get("actor") or "")
    return "" if actor in (entry.fields.get("by"), entry.fields.get("command"), "manual", "system") else actor


def is_decided_by_person(entry: LedgerEntry) -> bool:
    """Whether only a person vouches for an entry."""
    fields = entry.fields
    return entry.event in (RECONCILED, "circuit-closed", "lock-broken") or fields.get("by") == "manual"


def _move(entry: LedgerEntry, status: str) -> MoveFacts:
    fields = entry.fields
    return MoveFacts(
        by=str(fields.get("by") or ""),
        source=status,
        target=str(fields.get("to") or status),
        verdict=str(fields.get("verdict") or ""),
        actor=named_person(entry),
        reason=str(fields.get("reason") or ""),
    )
