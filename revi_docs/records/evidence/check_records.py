"""The record of a check that ran for a story, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

PASSED, FAILED, TIMED_OUT, NOT_STARTED, KILLED = "passed", "failed", "timed-out", "not-started", "killed"
"""How a run can end."""

FOLDER = "_implementation/checks"
"""The folder of the records in a story's folder; each is named after its check."""


def record_file(check: str) -> str:
    """The path of a check's record in the story's folder."""
    return f"{FOLDER}/{check}.json"


def format_check_record(record: Mapping[str, Any]) -> bytes:
    """The record as JSON."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def run_problem(content: bytes | None, current_digest: str, contract_hash: str) -> str | None:
    """What is wrong with the last run, for the end of a sentence: "" if nothing, None if there is no valid record.

    `current_digest` is the digest of the files that the check would see now.
    """
    try:
        record = json.loads(content) if content is not None else None
    except ValueError:
        return None
    if not isinstance(record, dict):
        return None
    result = record.get("result")
    if (record.get("files"), record.get("contractHash")) != (current_digest, contract_hash):
        return "ran before the last change"
    if result == PASSED and record.get("exitCode") == 0:
        return ""
    return {
        FAILED: f"failed with exit code {record.get('exitCode')}",
        TIMED_OUT: "was stopped because it took too long",
        NOT_STARTED: "could not be started",
        KILLED: "was killed",
    }.get(str(result))
