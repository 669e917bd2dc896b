"""Traces of many writers, buffered events, and a torn end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.traces.trace_events import TraceWriter
from tests.support.runtime_fixtures import Revi
from tests.support.soak import rounds
from tests.support.traced_phase import HEAD, TRACE, added, places_and_codes, run_phase

pytestmark = pytest.mark.usefixtures("started_story")

WRITER = """
import sys
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.traces.trace_events import TraceWriter, emit
from revi_docs.runtime.base.repository import open_repository
root, own, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
story = open_repository(root).story_paths("REVI-016")
if int(own) % 2:
    for at in range(number):
        emit(story, "tool_call", now_ms(), {"tool": own, "durationMs": at, "path": "x" * (at % 3000)})
else:
    with TraceWriter(story) as writer:
        for at in range(number):
            writer.emit("tool_call", now_ms(), {"tool": own, "durationMs": at, "path": "x" * (at % 300)})
"""


@pytest.mark.slow
def test_eight_writers_and_100_000_events(root: Path, repository: Path) -> None:
    in_each = rounds(500, 12_500)
    command = [sys.executable, "-c", WRITER, str(repository)]
    env = {**os.environ, "PYTHONPATH": str(root)}
    processes = [subprocess.Popen([*command, str(worker), str(in_each)], env=env) for worker in range(8)]
    assert [item.wait() for item in processes] == [0] * 8
    values: dict[str, list[int]] = {}
    for line in read_lines(str(repository / TRACE)):
        assert line.error == ""
        values.setdefault(line.value["tool"], []).append(line.value["durationMs"])
    assert values == {str(worker): list(range(in_each)) for worker in range(8)}


def test_a_writer_buffers_as_many_events_as_the_contract_says(story: StoryPaths, repository: Path) -> None:
    def lines() -> int:
        return len(list(read_lines(str(repository / TRACE))))

    with TraceWriter(story) as writer:
        for number in range(250):
            writer.emit("tool_call", now_ms(), {"tool": "Read"})
            assert lines() == (number + 1) // 100 * 100
        with pytest.raises(CommandError):
            writer.emit("vanished", now_ms(), {})
    assert lines() == 250


def test_a_torn_line_hides_no_later_event(revi: Revi, story: StoryPaths, repository: Path) -> None:
    (repository / TRACE).parent.mkdir(parents=True, exist_ok=True)
    (repository / TRACE).write_text("")
    added(TRACE, HEAD)(repository)
    run_phase(story)
    response = revi("trace", "check", story.id)
    assert places_and_codes(response.document) == [(TRACE, 1, "trace-malformed")]
    assert Counter(item["event"] for item in revi("trace", "show", story.id).document["events"])["phase_complete"] == 1
