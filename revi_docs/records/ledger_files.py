"""The files of a ledger: one for each entry in the folder `ledger`, and the lines of an older ledger file.

A file for each entry lets branches merge without a conflict. When a story ends, its entries are moved to one file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.records import check_record
from revi_docs.files.read_file import is_file, list_names, read_file
from revi_docs.records.jsonl import Line, encode_line, parse_line, read_raw_lines
from revi_docs.records.ledger import (
    ENTRY_FIELDS,
    RECORD_TYPE,
    REQUIRED_FIELDS,
    Ledger,
    LedgerEntry,
    LedgerIssue,
    entry_digest,
)
from revi_docs.records.ledger_chain import build_ledger
from revi_docs.records.ledger_names import KIND_BY_FIELD, with_current_names
from revi_docs.records.time_formats import parse_time_ms

ENTRY_FOLDER = "ledger"
"""The folder of the entry files, next to the ledger file of the contract."""

_ENTRY_SUFFIX, _COMPACT_SUFFIX = ".json", ".jsonl"

_ID_BYTES = 6
"""Random bytes of an id. Arbitrary: ids only have to differ between the branches of one story."""

_MIN_COMPACTED = 4
"""Entries that are worth one file. Git takes a file for a renamed one if half of it is the same, and would report a
conflict where two branches rename one file differently."""


class _StoredLine(NamedTuple):
    """A line of a ledger: the file relative to the ledger's folder, its number, its bytes."""

    file: str
    number: int
    raw: bytes
    has_newline: bool


def entry_folder(path: str) -> str:
    """The folder of the entry files of the ledger with this path."""
    folder, name = os.path.split(path)
    # A contract can name its ledger file like the folder, also on a file system that ignores case.
    return os.path.join(folder, f"{ENTRY_FOLDER}-entries" if name.lower() == ENTRY_FOLDER else ENTRY_FOLDER)


def has_ledger(root: str, path: str) -> bool:
    """Whether there is any file of the ledger with this path in the repository at `root`."""
    return is_file(root, path) or bool(_entry_names(root, path))


def read_ledger(root: str, path: str, contract: CompiledContract) -> Ledger:
    """Read the ledger with this path in the repository at `root`; without any file it is empty. Raises OSError.

    The lines of the older file form a chain in the order of the file; the entry files continue it.
    """
    entry_contract = contract._replace(records={**contract.records, RECORD_TYPE: _entry_fields(contract)})
    entries: list[LedgerEntry] = []
    issues: list[LedgerIssue] = []
    for stored in (*_old_lines(root, path), *_entry_lines(root, path)):
        line = parse_line(stored.number, stored.raw, stored.has_newline)
        line_issues = list(_line_issues(stored, line, entry_contract))
        issues += line_issues
        if not line_issues:
            is_old = stored.file == os.path.basename(path)
            entries.append(_entry(stored, line.value, contract, entries if is_old else None))
    return build_ledger(entries, issues)


def _entry_fields(contract: CompiledContract) -> Mapping[str, str]:
    """The types of an entry's fields. Names are strings: whether the contract still has them is another question."""
    declared = contract.records.get(RECORD_TYPE, {})
    # A field that only the contract declares is optional, because revi does not write it.
    added = {name: f"{kind.removesuffix('?')}?" for name, kind in declared.items() if name not in ENTRY_FIELDS}
    return {**ENTRY_FIELDS, **dict.fromkeys(KIND_BY_FIELD, "string?"), **added}


def _old_lines(root: str, path: str) -> Iterator[_StoredLine]:
    for number, raw, has_newline in read_raw_lines(path, root):
        yield _StoredLine(os.path.basename(path), number, raw, has_newline)


def _entry_names(root: str, path: str) -> tuple[str, ...]:
    names = list_names(root, entry_folder(path))
    return tuple(name for name in names if name[0] != "." and name.endswith((_ENTRY_SUFFIX, _COMPACT_SUFFIX)))


def _entry_lines(root: str, path: str) -> Iterator[_StoredLine]:
    folder = entry_folder(path)
    for name in _entry_names(root, path):
        for number, raw, _ in read_raw_lines(os.path.join(folder, name), root):
            yield _StoredLine(f"{os.path.basename(folder)}/{name}", number, raw, has_newline=True)


def _line_issues(stored: _StoredLine, line: Line, contract: CompiledContract) -> Iterator[LedgerIssue]:
    if line.error:
        code = "ledger-torn" if line.torn else "ledger-malformed"
        yield LedgerIssue(stored.file, stored.number, code, line.error)
        return
    messages = check_record(contract, RECORD_TYPE, line.value)
    if not messages:
        required = REQUIRED_FIELDS.get(line.value["event"], ())
        messages = tuple(f"{name}: is missing" for name in required if name not in line.value)
    if not messages and parse_time_ms(line.value["timestamp"]) is None:
        messages = ("timestamp: is not a valid time",)
    for message in messages:
        yield LedgerIssue(stored.file, stored.number, "ledger-malformed", message)


def _entry(
    stored: _StoredLine, fields: Mapping[str, Any], contract: CompiledContract, old_entries: list[LedgerEntry] | None
) -> LedgerEntry:
    """The entry in a valid line; `old_entries` are those before it in the older file, None in an entry file."""
    if old_entries is None:
        previous, seq = tuple(fields.get("prev") or ()), fields.get("seq") or 0
    else:
        previous, seq = tuple(entry.digest for entry in old_entries[-1:]), len(old_entries) + 1
    timestamp_ms = parse_time_ms(fields["timestamp"])
    # `_line_issues` has checked the timestamp.
    assert timestamp_ms is not None
    current = with_current_names(contract, fields)
    digest = entry_digest(stored.raw)
    return LedgerEntry(stored.file, stored.number, timestamp_ms, current, digest, previous, seq, stored.raw)


def write_entry(root: str, path: str, previous: Iterable[LedgerEntry], fields: Mapping[str, Any]) -> str:
    """Add an entry durably to the ledger with this path, after `previous`. Raises OSError; then there is no entry.

    Returns the path of its file. The caller excludes other writers of this working tree.
    """
    # Imported late, also below: most calls only read a ledger.
    from revi_docs.files.atomic_write import create_file

    _remove_torn_line(root, path)
    previous = tuple(previous)
    seq = max((entry.seq for entry in previous), default=0) + 1
    entry_id = os.urandom(_ID_BYTES).hex()
    chain = {"seq": seq, "id": entry_id, "prev": [entry.digest for entry in previous]}
    file = os.path.join(entry_folder(path), f"{seq:04d}-{entry_id}{_ENTRY_SUFFIX}")
    create_file(root, file, encode_line({**chain, **fields}))
    return file


def _remove_torn_line(root: str, path: str) -> None:
    """Remove an incomplete last line of an older ledger file: its writer was stopped and acknowledged nothing."""
    from revi_docs.files.atomic_write import write_file

    lines = list(_old_lines(root, path))
    if lines and not lines[-1].has_newline and parse_line(1, lines[-1].raw, has_newline=False).torn:
        write_file(root, path, read_file(root, path).removesuffix(lines[-1].raw))


def compact_entries(root: str, path: str, ledger: Ledger) -> None:
    """Move the entries of a story that has ended to one file. Raises OSError; the entries are complete at any time."""
    from revi_docs.files.atomic_write import create_file, remove_file

    folder, names = entry_folder(path), _entry_names(root, path)
    if ledger.issues or len(names) < _MIN_COMPACTED or len(ledger.tips) != 1:
        return
    raw_lines = {entry_digest(stored.raw): stored.raw.strip() for stored in _entry_lines(root, path)}
    ordered = [raw_lines[entry.digest] for entry in ledger.entries if entry.digest in raw_lines]
    tip = ledger.tips[0]
    name = f"{tip.seq:04d}-{tip.id}{_COMPACT_SUFFIX}"
    # The space keeps git from taking this file for one of the entry files, renamed: it compares blocks of bytes.
    content = b"".join(b" %b\n" % line for line in ordered)
    # An interrupted call may have written it: the tip in the name determines the content.
    with suppress(FileExistsError):
        create_file(root, os.path.join(folder, name), content)
    for other in names:
        if other != name:
            remove_file(root, os.path.join(folder, other))
