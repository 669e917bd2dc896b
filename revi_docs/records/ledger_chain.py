"""The order of ledger entries: by the chain of digests, then by `seq`, then by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from revi_docs.records.ledger import RECONCILED, Ledger, LedgerEntry, LedgerIssue


def build_ledger(entries: Iterable[LedgerEntry], issues: Iterable[LedgerIssue]) -> Ledger:
    """Arrange entries in the order of their chain. An entry that occurs twice, in two files, counts once."""
    by_digest: dict[str, LedgerEntry] = {}
    for entry in entries:
        by_digest.setdefault(entry.digest, entry)
    ordered = tuple(_sort(by_digest))
    followed_digests = {digest for entry in ordered for digest in entry.previous}
    tips = tuple(entry for entry in ordered if entry.digest not in followed_digests)
    main_line = _main_line(tips[-1], by_digest) if tips else ()
    return Ledger(ordered, tuple(issues), tips, main_line)


def _sort(by_digest: Mapping[str, LedgerEntry]) -> Iterator[LedgerEntry]:
    """Yield the entries so that each comes after those that it follows. Digests cannot form a cycle."""
    followers: dict[str, list[LedgerEntry]] = {}
    open_counts: dict[str, int] = {}
    for entry in by_digest.values():
        present = {digest for digest in entry.previous if digest in by_digest}
        open_counts[entry.digest] = len(present)
        for digest in present:
            followers.setdefault(digest, []).append(entry)
    ready = [_sort_key(entry) for entry in by_digest.values() if not open_counts[entry.digest]]
    heapify(ready)
    while ready:
        entry = by_digest[heappop(ready)[2]]
        yield entry
        for follower in followers.get(entry.digest, ()):
            open_counts[follower.digest] -= 1
            if not open_counts[follower.digest]:
                heappush(ready, _sort_key(follower))


def _sort_key(entry: LedgerEntry) -> tuple[int, str, str]:
    return entry.seq, entry.id, entry.digest


def _main_line(tip: LedgerEntry, by_digest: Mapping[str, LedgerEntry]) -> tuple[LedgerEntry, ...]:
    line = [tip]
    while True:
        parents = [by_digest[digest] for digest in line[-1].previous if digest in by_digest]
        kept_parents = [parent for parent in parents if parent.id == line[-1].fields.get("keep")]
        if not parents:
            # The line was followed from the tip back to the first entry.
            return tuple(reversed(line))
        line.append((kept_parents or parents)[0])


def chain_issues(ledger: Ledger) -> Iterator[LedgerIssue]:
    """Entries that follow a missing entry, and a fork, unless a later entry reconciles them."""
    digests = {entry.digest for entry in ledger.entries}
    reconciled = _reconciled_digests(ledger)
    has_gap = False
    for entry in ledger.entries:
        if entry.digest not in reconciled and not digests.issuperset(entry.previous):
            has_gap = True
            message = "follows an entry that is missing or was changed"
            yield LedgerIssue(entry.file, entry.line, "ledger-gap", message)
    # An entry before a gap has no entry after it, but that is not a fork.
    if len(ledger.tips) > 1 and not has_gap:
        sides = " and ".join(f"{tip.id} ({_status_at(ledger, tip)})" for tip in ledger.tips)
        last = ledger.tips[-1]
        message = f"two branches added entries: {sides}"
        yield LedgerIssue(last.file, last.line, "ledger-fork", message)


def line_to(ledger: Ledger, tip: LedgerEntry) -> tuple[LedgerEntry, ...]:
    """The entries that lead to an entry, first one first; where a fork was reconciled, those of the side kept."""
    return _main_line(tip, {entry.digest: entry for entry in ledger.entries})


def _status_at(ledger: Ledger, tip: LedgerEntry) -> str:
    return next((entry.status_after for entry in reversed(line_to(ledger, tip)) if entry.status_after), "no status")


def _reconciled_digests(ledger: Ledger) -> set[str]:
    """The digests of the entries that an entry `reconciled` follows, directly or not."""
    by_digest = {entry.digest: entry for entry in ledger.entries}
    pending = [entry.digest for entry in ledger.entries if entry.event == RECONCILED]
    reconciled: set[str] = set()
    while pending:
        for digest in by_digest[pending.pop()].previous:
            if digest in by_digest and digest not in reconciled:
                reconciled.add(digest)
                pending.append(digest)
    return reconciled
