"""Judge a run of a check by its record and by the ledger entry of the move that required it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.decide.evidence_check import NOT_RUN
from revi_docs.files.read_file import read_file
from revi_docs.records.evidence.check_records import (
    CHECKS_FIELD,
    parse_check_record,
    record_file,
    result_problem,
    run_problem,
)
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.time_formats import parse_time_ms


def recorded_run_problem(story: StoryFiles, entry: LedgerEntry | None, check: str) -> str:
    """What is wrong with the last run of a check, for the end of a sentence; "" if nothing.

    An entry that says what its checks saw must agree with the record, unless the check ran again later; an older
    entry says nothing, and then only the result counts.
    """
    record = read_check_record(story, check)
    digests = entry.fields.get(CHECKS_FIELD) if entry is not None else None
    if record is None:
        return NOT_RUN
    if entry is None or not isinstance(digests, dict) or check not in digests or _ran_later(record, entry):
        return result_problem(record)
    return run_problem(record, str(digests[check]))


def base_run_problem(story: StoryFiles, entry: LedgerEntry, check: str) -> str:
    """Like `recorded_run_problem`, for a new entry and the command that the contract of `story` gives the check."""
    record, definition = read_check_record(story, check), (story.data.get("checks") or {}).get(check) or {}
    if record is not None and record.get("command") != list(definition.get("command") or ()):
        return "ran another command than the contract of the base has"
    if record is not None and check not in (entry.fields.get(CHECKS_FIELD) or {}):
        return "has no run that the entry records"
    return recorded_run_problem(story, entry, check)


def _ran_later(record: Mapping[str, Any], entry: LedgerEntry) -> bool:
    started_ms = parse_time_ms(str(record.get("startedAt")))
    return started_ms is not None and started_ms > entry.timestamp_ms


def read_check_record(story: StoryFiles, check: str) -> Mapping[str, Any] | None:
    """The record of a check; None if there is no valid one."""
    try:
        return parse_check_record(read_file(story.root, f"{story.folder}/{record_file(check)}"))
    except OSError:
        return None
