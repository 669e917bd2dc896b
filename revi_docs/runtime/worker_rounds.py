"""When each worker of a set was last started, by the story's trace, and what was told of it since."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.lines import read_lines
from revi_docs.records.times import read_ms
from revi_docs.runtime.workflow import StoryPaths


class Round(NamedTuple):
    """A worker since its last start: when that was, None where nobody told; `finished` is what it came to."""

    started_ms: int | None = None
    finished: str = ""


def rounds(story: StoryPaths, name: str) -> dict[str, Round]:
    """Worker → its last round in the set. Lines that are no events are passed over."""
    trace = story.workflow.data["trace"]
    found: dict[str, Round] = {}
    for line in read_lines(story.file(trace["file"])) if trace else ():
        event, fields = line.value.get("event"), line.value
        if event == "agent_spawn" and isinstance(fields.get("agent"), str):
            found[fields["agent"]] = Round(read_ms(fields.get("timestamp")))
        elif event == "worker_finished" and fields.get("set") == name:
            worker = str(fields.get("worker"))
            found[worker] = found.get(worker, Round())._replace(finished=str(fields.get("status")))
    return found
