"""What one worker reports: the result in its file, or what its time says where there is none that counts."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import WorkerSetSpec
from revi_docs.decide.name_lookup import canonical_names
from revi_docs.decide.records import check_record
from revi_docs.records.plain_yaml import PlainYamlError, load
from revi_docs.runtime.base.repository import StoryPaths

RESULT = "worker_result"
RESULT_FILE = "_implementation/workers/{worker}.yaml"
BROKEN, TIMED_OUT, MISSING = "ERROR", "TIMEOUT", "PENDING"
"""What counts for a worker whose file cannot be read, that is late, and that may still report."""

CLOCK_TOLERANCE_MS = 50
"""By how much a file may seem older than its worker's start: the clocks of disks are coarse."""


class WorkerReport(NamedTuple):
    """One worker's result, and what is to be said about its file."""

    result: dict[str, Any]
    warning: str = ""


def read_report(
    story: StoryPaths, worker: str, workers: WorkerSetSpec, started_ms: int | None, now_ms: int
) -> WorkerReport:
    """The result in a worker's file; without one that counts, what its time says."""
    relative_path = story.repository.record_file(RESULT, RESULT_FILE).replace("{worker}", worker)
    is_late = started_ms is not None and now_ms - started_ms >= workers.timeout_ms
    fallback = {"worker": worker, "status": TIMED_OUT if is_late else MISSING}
    try:
        with open(story.file(relative_path), "rb") as stream:
            raw = stream.read()
            modified_ms = os.fstat(stream.fileno()).st_mtime_ns // 1_000_000
    except FileNotFoundError:
        return WorkerReport(fallback)
    except OSError as error:
        return WorkerReport(
            {"worker": worker, "status": BROKEN}, f"{relative_path} cannot be read: {error.strerror}"
        )
    if started_ms is not None and modified_ms + CLOCK_TOLERANCE_MS < started_ms:
        return WorkerReport(fallback, f"{relative_path} is older than the worker's start and does not count")
    result, problem = _parse_result(story, worker, raw)
    if problem:
        return WorkerReport(
            {"worker": worker, "status": BROKEN, "message": problem}, f"{relative_path} {problem}"
        )
    if not is_final(story, result["status"]) and is_late:
        partial_result = result if workers.keep_partial_results else fallback
        return WorkerReport(
            {**partial_result, "status": TIMED_OUT},
            f"{relative_path} says {result['status']}, and its time is over",
        )
    return WorkerReport(result)


def _parse_result(story: StoryPaths, worker: str, raw: bytes) -> tuple[dict[str, Any], str]:
    """The record of a file by the names that hold, or what is wrong with it."""
    contract = story.repository.contract
    try:
        data = load(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return {}, "is no UTF-8"
    except PlainYamlError as error:
        return {}, f"cannot be read: {error}"
    if not isinstance(data, dict):
        return {}, "holds no record"
    result = dict(canonical_names(contract, contract.records[RESULT], data).record)
    problem = "; ".join(check_record(contract, RESULT, result))
    if not problem and result["worker"] != worker:
        problem = f"is of the worker {result['worker']}"
    return result, problem


def is_final(story: StoryPaths, status: str) -> bool:
    """Whether a worker that reports this is done."""
    return bool(story.repository.data["workers"]["statuses"][status]["final"])
