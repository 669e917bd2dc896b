"""The result of one worker, from its file, or from the elapsed time if there is no valid file."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import WorkerSetSpec
from revi_docs.decide.name_lookup import canonical_names
from revi_docs.decide.records import check_record
from revi_docs.files.read_file import MAX_BYTES, open_stream
from revi_docs.files.yaml.record_text import parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import parse_time_ms
from revi_docs.runtime.base.repository import StoryPaths

RESULT = "worker_result"
RESULT_FILE = "_implementation/workers/{worker}.yaml"
INVALID, TIMED_OUT, MISSING = "ERROR", "TIMEOUT", "PENDING"
"""The status of a worker whose file is invalid, that is late, and that may still report."""

CLOCK_TOLERANCE_MS = 50
"""Milliseconds by which a file may seem older than its worker's start. Kernels take file times from a clock
that ticks every 1 to 10 ms; the rest is a margin."""


class WorkerReport(NamedTuple):
    """The result of a worker, and a warning about its file."""

    result: dict[str, Any]
    warning: str = ""


class WorkerRun(NamedTuple):
    """The last run of a worker: its start in milliseconds, None if unknown, and the status it ended with."""

    started_ms: int | None = None
    final_status: str = ""


def read_runs(story: StoryPaths, set_name: str) -> dict[str, WorkerRun]:
    """Worker → its last run in the set, by the trace. Lines that are not events are skipped."""
    trace = story.repository.section("trace")
    runs: dict[str, WorkerRun] = {}
    for line in read_lines(story.file(trace["file"]), story.repository.root) if trace else ():
        event, fields = line.value.get("event"), line.value
        if event == "agent_spawn" and isinstance(fields.get("agent"), str):
            # A new start: the final status of the run before it no longer counts.
            runs[fields["agent"]] = WorkerRun(parse_time_ms(fields.get("timestamp")))
        elif event == "worker_finished" and fields.get("set") == set_name:
            worker = str(fields.get("worker"))
            runs[worker] = runs.get(worker, WorkerRun())._replace(final_status=str(fields.get("status")))
    return runs


def read_report(
    story: StoryPaths, worker: str, workers: WorkerSetSpec, started_ms: int | None, now_ms: int
) -> WorkerReport:
    """The result in the worker's file; without a valid file, the status that the elapsed time implies."""
    path = story.repository.record_file(RESULT, RESULT_FILE).replace("{worker}", worker)
    is_late = started_ms is not None and now_ms - started_ms >= workers.timeout_ms
    fallback = {"worker": worker, "status": TIMED_OUT if is_late else MISSING}
    invalid = {"worker": worker, "status": INVALID}
    try:
        with open_stream(story.repository.root, story.file(path)) as stream:
            raw = stream.read(MAX_BYTES)
            modified_ms = os.fstat(stream.fileno()).st_mtime_ns // 1_000_000
    except FileNotFoundError:
        # The worker has not reported yet.
        return WorkerReport(fallback)
    except OSError as error:
        return WorkerReport(invalid, f"{path} cannot be read: {error.strerror}")
    if started_ms is not None and modified_ms + CLOCK_TOLERANCE_MS < started_ms:
        return WorkerReport(fallback, f"{path} is older than the start of its worker and was ignored")
    result, problem = _parse_result(story, worker, raw)
    if problem:
        return WorkerReport({**invalid, "message": problem}, f"{path} {problem}")
    if not is_final(story, result["status"]) and is_late:
        partial_result = result if workers.keep_partial_results else fallback
        warning = f"{path} has status {result['status']}, and the worker timed out"
        return WorkerReport({**partial_result, "status": TIMED_OUT}, warning)
    return WorkerReport(result)


def _parse_result(story: StoryPaths, worker: str, raw: bytes) -> tuple[dict[str, Any], str]:
    """The record with canonical names, or what is wrong with it."""
    contract = story.repository.contract
    try:
        data = parse_record(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return {}, "is not valid UTF-8"
    except YamlRecordError as error:
        return {}, f"cannot be read: {error}"
    if not isinstance(data, dict):
        return {}, "is not a record"
    result = dict(canonical_names(contract, contract.records[RESULT], data).record)
    problem = "; ".join(check_record(contract, RESULT, result))
    if not problem and result["worker"] != worker:
        problem = f"is the result of worker {result['worker']}"
    return result, problem


def is_final(story: StoryPaths, status: str) -> bool:
    """Whether a worker with this status is finished."""
    return bool(story.repository.section("workers")["statuses"][status]["final"])
