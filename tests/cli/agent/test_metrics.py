"""`revi plumbing metrics` of all stories, and of a very long trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.measured_story import EVENTS, put
from tests.support.runtime_fixtures import Revi
from tests.support.soak import rounds


def test_all_stories(root: Path, repository: Path, revi: Revi, workflow: Repository) -> None:
    put(workflow.story_paths("REVI-016"), EVENTS)
    put(workflow.story_paths("REVI-017"), EVENTS[:3])
    create_story(workflow.story_paths("REVI-018"), NewStory("Nothing done"))
    (repository / "plans/stories/notes").mkdir()
    response = revi("metrics", "--all")
    assert [item["metrics"]["storyId"] for item in response.document["stories"]] == ["REVI-016", "REVI-017"]
    assert response.document["storiesWithoutTrace"] == 1
    process = as_text(fork_server.run("revi", ["-C", str(repository), "metrics", "--all"], root, os.environ))
    assert process.stdout.splitlines() == [
        "2 stories with a trace, 1 without one",
        "story     status       phase              tokens   ms  agents  tools",
        "REVI-016  completed                        5,240  200       3      3",
        "REVI-017  in_progress  elaboration  not recorded    0       1      1",
    ]


_PEAK = """
import resource, sys
from revi_docs.runtime.inspection.story_metrics import compute_metrics
from revi_docs.runtime.base.repository import open_repository
story = open_repository(sys.argv[1]).story("REVI-016")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
figures = compute_metrics(story, dry=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(figures.events, figures.record["totalToolCalls"], figures.record["totalAgentSpawns"], peak // 1024)
"""


@pytest.mark.slow
def test_a_million_events_in_bounded_memory(root: Path, repository: Path, story: StoryPaths) -> None:
    times = rounds(1_000, 10_000)
    put(story, EVENTS)
    file = Path(story.file("_implementation/TRACE.jsonl"))
    round_ = file.read_bytes()
    tools = [line for line in round_.splitlines(keepends=True) if b"tool_call" in line]
    file.write_bytes((round_ + b"".join(tools) * 28 + tools[0]) * times)
    process = subprocess.run(
        [sys.executable, "-c", _PEAK, str(repository)], cwd=root, capture_output=True, text=True, check=True
    )
    events, calls, spawns, megabytes = map(int, process.stdout.split())
    assert (events, calls, spawns) == (100 * times, 88 * times, 3 * times)
    assert megabytes < 30
