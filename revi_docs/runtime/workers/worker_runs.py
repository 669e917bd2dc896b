"""When each worker of a set was last started, by the story's trace, and what was told of it since."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import parse_time_ms
from revi_docs.runtime.base.repository import StoryPaths


class WorkerRun(NamedTuple):
    """A worker since its last start: when that was, None where nobody told; `finished` is what it came to."""

    started_ms: int | None = None
    final_status: str = ""


def read_runs(story: StoryPaths, set_name: str) -> dict[str, WorkerRun]:
    """Worker → its last round in the set. Lines that are no events are passed over."""
    trace = story.repository.data["trace"]
    runs: dict[str, WorkerRun] = {}
    for line in read_lines(story.file(trace["file"])) if trace else ():
        event, fields = line.value.get("event"), line.value
        if event == "agent_spawn" and isinstance(fields.get("agent"), str):
            runs[fields["agent"]] = WorkerRun(parse_time_ms(fields.get("timestamp")))
        elif event == "worker_finished" and fields.get("set") == set_name:
            worker = str(fields.get("worker"))
            runs[worker] = runs.get(worker, WorkerRun())._replace(final_status=str(fields.get("status")))
    return runs
