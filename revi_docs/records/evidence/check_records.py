"""The record of a check that ran for a story, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from revi_docs.decide.evidence_check import NOT_RUN

PASSED, FAILED, TIMED_OUT, NOT_STARTED, KILLED = "passed", "failed", "timed-out", "not-started", "killed"
"""How a run can end."""

CHECKS_FIELD = "checks"
"""The field of a ledger entry with what its checks saw: check → digest of the files."""

FOLDER = "_implementation/checks"
"""The folder of the records in a story's folder; each is named after its check."""


def record_file(check: str) -> str:
    """The path of a check's record in the story's folder."""
    return f"{FOLDER}/{check}.json"


def format_check_record(record: Mapping[str, Any]) -> bytes:
    """The record as JSON."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def parse_check_record(content: bytes | None) -> Mapping[str, Any] | None:
    """The record in the content of a file; None if there is no valid one."""
    try:
        record = json.loads(content) if content is not None else None
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def run_problem(record: Mapping[str, Any] | None, files_digest: str, contract_hash: str | None = None) -> str:
    """What is wrong with the last run, for the end of a sentence: "" if nothing.

    `files_digest` is the digest of the files that the check should have seen, `contract_hash` that of the contract;
    None if any contract will do.
    """
    if record is None:
        return NOT_RUN
    if record.get("files") != files_digest or contract_hash not in (None, record.get("contractHash")):
        return "ran before the last change"
    return result_problem(record)


def result_problem(record: Mapping[str, Any]) -> str:
    """How a run failed, for the end of a sentence: "" if it passed."""
    result = record.get("result")
    if result == PASSED and record.get("exitCode") == 0:
        return ""
    return {
        FAILED: f"failed with exit code {record.get('exitCode')}",
        TIMED_OUT: "was stopped because it took too long",
        NOT_STARTED: "could not be started",
        KILLED: "was killed",
    }.get(str(result), NOT_RUN)
