"""What one worker reports: the result in its file, or what its time says where there is none that counts."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from revi_docs.decide.contract import WorkerSet
from revi_docs.decide.names import canonical_names
from revi_docs.decide.records import check_record
from revi_docs.records.plain_yaml import NotPlainError, load
from revi_docs.runtime.workflow import StoryPaths

RESULT = "worker_result"
RESULT_FILE = "_implementation/workers/{worker}.yaml"
BROKEN, OVERDUE, MISSING = "ERROR", "TIMEOUT", "PENDING"
"""What counts for a worker whose file cannot be read, that is late, and that may still report."""

CLOCK_MS = 50
"""By how much a file may seem older than its worker's start: the clocks of disks are coarse."""


class Told(NamedTuple):
    """One worker's result, and what is to be said about its file."""

    result: dict[str, Any]
    said: str = ""


def told(story: StoryPaths, worker: str, workers: WorkerSet, started_ms: int | None, now_ms: int) -> Told:
    """The result in a worker's file; without one that counts, what its time says."""
    file = story.workflow.record_file(RESULT, RESULT_FILE).replace("{worker}", worker)
    late = started_ms is not None and now_ms - started_ms >= workers.timeout_ms
    waiting = {"worker": worker, "status": OVERDUE if late else MISSING}
    try:
        with open(story.file(file), "rb") as stream:
            raw = stream.read()
            written_ms = os.fstat(stream.fileno()).st_mtime_ns // 1_000_000
    except FileNotFoundError:
        return Told(waiting)
    except OSError as error:
        return Told({"worker": worker, "status": BROKEN}, f"{file} cannot be read: {error.strerror}")
    if started_ms is not None and written_ms + CLOCK_MS < started_ms:
        return Told(waiting, f"{file} is older than the worker's start and does not count")
    result, wrong = _result(story, worker, raw)
    if wrong:
        return Told({"worker": worker, "status": BROKEN, "message": wrong}, f"{file} {wrong}")
    if not is_final(story, result["status"]) and late:
        kept = result if workers.keep_partial_results else waiting
        return Told({**kept, "status": OVERDUE}, f"{file} says {result['status']}, and its time is over")
    return Told(result)


def _result(story: StoryPaths, worker: str, raw: bytes) -> tuple[dict[str, Any], str]:
    """The record of a file by the names that hold, or what is wrong with it."""
    contract = story.workflow.contract
    try:
        found = load(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return {}, "is no UTF-8"
    except NotPlainError as error:
        return {}, f"cannot be read: {error}"
    if not isinstance(found, dict):
        return {}, "holds no record"
    result = dict(canonical_names(contract, contract.records[RESULT], found).record)
    wrong = "; ".join(check_record(contract, RESULT, result))
    if not wrong and result["worker"] != worker:
        wrong = f"is of the worker {result['worker']}"
    return result, wrong


def is_final(story: StoryPaths, status: str) -> bool:
    """Whether a worker that reports this is done."""
    return bool(story.workflow.data["workers"]["statuses"][status]["final"])
