"""The results of workers side by side, read from their files and made into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.decide.aggregate import aggregate_set
from revi_docs.decide.contract import WorkerSet
from revi_docs.files.replace import replace
from revi_docs.records.plain_yaml import NotPlainError, dump, load
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.times import written
from revi_docs.runtime.locks import holder as current
from revi_docs.runtime.traces import emit
from revi_docs.runtime.worker_results import is_final, told
from revi_docs.runtime.worker_rounds import Round, rounds
from revi_docs.runtime.workflow import StoryPaths

VERIFICATION = "verification"
VERIFICATION_FILE = "_implementation/VERIFICATION.yaml"


class Collected(NamedTuple):
    """What the set comes to. `passed` where its result is the one that a set passes with; `said` warns."""

    result: str
    passed: bool
    record: Mapping[str, Any]
    said: tuple[str, ...]


def collect(
    story: StoryPaths, name: str, now_ms: int, since_ms: int | None = None, *, dry: bool = False
) -> Collected:
    """Reads, judges and writes the results of a worker set.

    A worker started at `since_ms`, else when the trace says. Raises RefusalError for a set that the contract
    does not have, BrokenError where the outcome cannot be written.
    """
    workers = _set(story, name)
    begun = rounds(story, name)
    reports = [
        told(story, worker, workers, _start(begun.get(worker), since_ms), now_ms)
        for worker in workers.workers
    ]
    results = [dict(one.result) for one in reports]
    outcome = aggregate_set(story.workflow.contract, name, [one["status"] for one in results])
    if outcome is None:
        raise RefusalError("undecided", f"no rule decides {name}", "add an aggregation rule `otherwise`")
    said = tuple(one.said for one in reports if one.said)
    if outcome.warned:
        said += ("a worker that was not done in time is left out of the count",)
    warnings = {"warnings": list(said)} if said else {}
    head = {"storyId": story.id, "set": name, "result": outcome.result}
    record = {**head, **warnings, "workers": results, "collectedAt": written(now_ms, story.workflow.zone)}
    if not dry:
        _write(story, record)
        _trace(story, name, results, begun, now_ms)
    return Collected(outcome.result, outcome.result in _passing(story), record, said)


def _set(story: StoryPaths, name: str) -> WorkerSet:
    sets = story.workflow.contract.worker_sets
    if name not in sets:
        known = ", ".join(sets) or "none"
        raise RefusalError("unknown-worker-set", f"there is no worker set '{name}'", f"there are: {known}")
    if not story.exists:
        raise RefusalError("unknown-story", f"{story.id} has no folder", "see 'revi story list'")
    return sets[name]


def _start(begun: Round | None, since_ms: int | None) -> int | None:
    return since_ms if since_ms is not None else begun.started_ms if begun else None


def _passing(story: StoryPaths) -> set[str]:
    """The results that a set passes with: what follows where enough of its workers pass."""
    return {rule.then for rule in story.workflow.contract.aggregation if rule.when == "enough"}


def _write(story: StoryPaths, record: Mapping[str, Any]) -> None:
    """Replaces the outcome. What QA added to it is kept while the results are the same."""
    path = story.file(story.workflow.record_file(VERIFICATION, VERIFICATION_FILE))
    try:
        with open(path, encoding="utf-8") as stream:
            before = load(stream.read())
    except (OSError, UnicodeDecodeError, NotPlainError):
        before = None
    same = isinstance(before, dict) and all(before.get(key) == record[key] for key in ("set", "workers"))
    kept = {key: before[key] for key in ("qa_verify",) if same and key in before}
    try:
        replace(path, dump({**record, **kept}).encode())
    except OSError as error:
        raise BrokenError(
            "unwritable-file", f"{path} cannot be written: {error.strerror}", "make room or let it be written"
        ) from None


def _trace(
    story: StoryPaths, name: str, results: list[dict[str, Any]], begun: Mapping[str, Round], now_ms: int
) -> None:
    """Adds what each worker came to, once for each time that it was started."""
    for result in results:
        status = result["status"]
        known = begun.get(result["worker"])
        if is_final(story, status) and (known is None or known.finished != status):
            fields = {"set": name, "worker": result["worker"], "status": status}
            emit(story, "worker_finished", now_ms, {**fields, "durationMs": result.get("durationMs")})


def start(story: StoryPaths, name: str, now_ms: int, *, dry: bool = False) -> dict[str, str]:
    """Notes in the trace that the workers of a set begin now: from then on their time runs.

    Answers worker → model, "" where the contract names none. Raises RefusalError as `collect` does.
    """
    workers, contract = _set(story, name), story.workflow.contract
    models = {worker: contract.agents[worker] or "" for worker in workers.workers}
    holder = None if dry else current(story)
    for worker, model in models.items() if not dry else ():
        fields = {"agent": worker, "model": model or None, "phase": holder.phase if holder else None}
        emit(story, "agent_spawn", now_ms, fields)
    return models
