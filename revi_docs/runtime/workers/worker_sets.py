"""Start the workers of a set, and aggregate their results into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.decide.aggregate import aggregate_set
from revi_docs.decide.compiled_contract import WorkerSetSpec
from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.files.yaml.record_text import format_record, parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.problems.suggestions import suggestion_hint
from revi_docs.records.command_errors import CommandError, UnavailableError, file_errors
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.fencing import require_current_fence
from revi_docs.runtime.base.repository import StoryPaths, missing_story_error
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.traces.trace_events import emit_all, try_emit_all
from revi_docs.runtime.workers.worker_results import WorkerRun, is_final, read_report, read_runs

VERIFICATION = "verification"
VERIFICATION_FILE = "_implementation/VERIFICATION.yaml"


class WorkerSetResult(NamedTuple):
    """The result of a set. `passed`: the result comes from an aggregation rule `enough`."""

    result: str
    passed: bool
    record: Mapping[str, Any]
    warnings: tuple[str, ...]


class WorkerSetRequest(NamedTuple):
    """A worker set at a time. `since_ms`: when its workers started, None for the time in the trace.

    `fence` as in `MoveRequest`.
    """

    set_name: str
    now_ms: int
    since_ms: int | None = None
    fence: int = 0


def collect_results(story: StoryPaths, request: WorkerSetRequest, *, dry: bool = False) -> WorkerSetResult:
    """Read the results of a worker set, aggregate them, and write the outcome.

    Raises CommandError for an unknown set or a wrong fencing token, UnavailableError if the outcome cannot be written.
    """
    set_name, now_ms, since_ms, fence = request
    workers = _worker_set(story, set_name)
    runs = read_runs(story, set_name)
    reports = [
        read_report(story, worker, workers, _start_ms(runs.get(worker), since_ms), now_ms) for worker in workers.workers
    ]
    results = [dict(item.result) for item in reports]
    outcome = aggregate_set(story.repository.contract, set_name, [item["status"] for item in results])
    if outcome is None:
        message = f"no rule of workers.aggregation decides about the results of {set_name}"
        raise UnavailableError("undecided-aggregation", message, "add a rule with 'when: otherwise' to revi.yml")
    messages = tuple(item.warning for item in reports if item.warning)
    if outcome.warned:
        messages += ("a worker that timed out was tolerated, and does not count",)
    warning_fields = {"warnings": list(messages)} if messages else {}
    record = {
        "storyId": story.id,
        "set": set_name,
        "result": outcome.result,
        **warning_fields,
        "workers": results,
        "collectedAt": format_time(now_ms, story.repository.zone),
    }
    if not dry:
        with exclusive_access(story):
            require_current_fence(story, fence)
            _write(story, record)
            _trace_results(story, set_name, results, runs, now_ms)
    return WorkerSetResult(outcome.result, outcome.result in _passing_results(story), record, messages)


def _worker_set(story: StoryPaths, set_name: str) -> WorkerSetSpec:
    sets = story.repository.contract.worker_sets
    if set_name not in sets:
        fix = f"use one of: {', '.join(sets)}" if sets else "add the set to workers.sets of revi.yml"
        message = f"'{set_name}' is not a worker set{suggestion_hint(set_name, sets)}"
        raise CommandError("unknown-worker-set", message, fix)
    if not story.exists:
        raise missing_story_error(story)
    return sets[set_name]


def _start_ms(run: WorkerRun | None, since_ms: int | None) -> int | None:
    return since_ms if since_ms is not None else run.started_ms if run else None


def _passing_results(story: StoryPaths) -> set[str]:
    """The results of the aggregation rules `enough`."""
    return {rule.then for rule in story.repository.contract.aggregation if rule.when == "enough"}


def _write(story: StoryPaths, record: Mapping[str, Any]) -> None:
    """Replace the outcome. What QA added to it is kept as long as the results are the same."""
    path = story.file(story.repository.record_file(VERIFICATION, VERIFICATION_FILE))
    try:
        previous = parse_record(read_text(story.repository.root, path))
    except (OSError, UnicodeDecodeError, YamlRecordError):
        previous = None
    is_same = isinstance(previous, dict) and all(previous.get(key) == record[key] for key in ("set", "workers"))
    # QA adds `qa_verify` to the outcome; a repeated collection must not delete it.
    preserved = {key: previous[key] for key in ("qa_verify",) if is_same and key in previous}
    with file_errors(path):
        write_file(story.repository.root, path, format_record({**record, **preserved}).encode())


def _trace_results(
    story: StoryPaths, set_name: str, results: list[dict[str, Any]], runs: Mapping[str, WorkerRun], now_ms: int
) -> None:
    """Append the final status of each worker to the trace, once per run. The outcome is valid without it."""
    finished = []
    for result in results:
        status = result["status"]
        run = runs.get(result["worker"])
        if is_final(story, status) and (run is None or run.final_status != status):
            fields = {"set": set_name, "worker": result["worker"], "status": status}
            finished.append({**fields, "durationMs": result.get("durationMs")})
    try_emit_all(story, "worker_finished", now_ms, finished)


def start_workers(story: StoryPaths, request: WorkerSetRequest, *, dry: bool = False) -> dict[str, str]:
    """Record in the trace that the workers of a set start now, which starts their timeouts.

    Returns worker → model, "" if the contract assigns none. Raises as `collect_results` does.
    """
    workers, contract = _worker_set(story, request.set_name), story.repository.contract
    models = {worker: contract.agents[worker] or "" for worker in workers.workers}
    if dry:
        return models
    with exclusive_access(story), file_errors(story.folder):
        require_current_fence(story, request.fence)
        owner = current_owner(story)
        phase = owner.phase if owner else None
        spawned = [{"agent": worker, "model": model or None, "phase": phase} for worker, model in models.items()]
        emit_all(story, "agent_spawn", request.now_ms, spawned)
    return models
