"""Metrics of stories: right to the number, from the trace and the token log, by real calls."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.decide.records import check_record
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.inspection.story_metrics import compute_metrics
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.runtime.conftest import Revi

EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("phase_start", {"phase": "elaboration"}),
    ("agent_spawn", {"agent": "elab-analyst", "model": "sonnet"}),
    ("tool_call", {"tool": "Read"}),
    ("tool_call", {"tool": "Grep"}),
    ("agent_complete", {"agent": "elab-analyst", "tokensInput": 1_000, "tokensOutput": 200, "durationMs": 9}),
    ("phase_complete", {"phase": "elaboration", "status": "PASS", "durationMs": 100}),
    ("tool_call", {"tool": "Read"}),
    ("phase_start", {"phase": "code_review"}),
    ("agent_spawn", {"agent": "code-review-lint", "model": "haiku", "phase": "code_review"}),
    ("error", {"errorType": "AGENT_TIMEOUT", "message": "m"}),
    ("phase_complete", {"phase": "code_review", "status": "FAIL", "durationMs": 30}),
    ("phase_start", {"phase": "code_review"}),
    ("agent_spawn", {"agent": "code-review-lint", "model": "haiku"}),
    ("agent_complete", {"agent": "code-review-lint", "tokensInput": 4_000, "tokensOutput": 40, "durationMs": 9}),
    ("phase_complete", {"phase": "code_review", "status": "PASS", "durationMs": 70}),
]


def put(story: StoryPaths, events: list[tuple[str, dict[str, Any]]]) -> None:
    """The events as a trace, one a second."""
    create_story(story, NewStory("A story")) if not story.exists else None
    file = Path(story.file("_implementation/TRACE.jsonl"))
    file.parent.mkdir(exist_ok=True)
    lines = [
        {"timestamp": f"2026-02-11T14:00:{index:02}.000-07:00", "storyId": story.id, "event": event, **fields}
        for index, (event, fields) in enumerate(events)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


def index(second: int) -> str:
    return f"2026-02-11T14:00:{second:02}.000-07:00"


ELABORATION: dict[str, Any] = {
    "name": "elaboration",
    "durationMs": 100,
    "tokensInput": 1_000,
    "tokensOutput": 200,
    "agentSpawns": 1,
    "toolCalls": 2,
    "status": "PASS",
    "startedAt": index(0),
    "completedAt": index(5),
    "retries": 0,
    "errors": 0,
}
REVIEW: dict[str, Any] = {
    "name": "code_review",
    "durationMs": 100,
    "tokensInput": 4_000,
    "tokensOutput": 40,
    "agentSpawns": 2,
    "toolCalls": 0,
    "status": "PASS",
    "startedAt": index(7),
    "completedAt": index(14),
    "retries": 1,
    "errors": 1,
}
COMPLETE: dict[str, Any] = {
    "storyId": "REVI-016",
    "startedAt": index(0),
    "completedAt": index(14),
    "status": "completed",
    "totalTokens": 5_240,
    "totalDurationMs": 200,
    "totalAgentSpawns": 3,
    "totalToolCalls": 3,
    "estimatedCost": {"total": 0.00705, "haiku": 0.00105, "sonnet": 0.006},
    "phases": [ELABORATION, REVIEW],
}


def test_right_to_the_number(revi: Revi, story: StoryPaths) -> None:
    put(story, EVENTS)
    response = revi("metrics", story.id)
    assert (response.exit, response.document["metrics"]) == (0, COMPLETE)
    file = Path(story.file("_implementation/METRICS.yaml"))
    assert json.loads(json.dumps(yaml.safe_load(file.read_text()), default=str))["totalTokens"] == 5_240
    assert check_record(story.repository.contract, "metrics_story", COMPLETE) == ()
    before = file.read_bytes()
    revi("metrics", story.id)
    assert file.read_bytes() == before


def test_the_token_log_counts_more_than_the_trace(revi: Revi, story: StoryPaths) -> None:
    put(story, EVENTS)
    result = Path(__file__).parents[1] / "records/transcripts/result.json"
    revi("budget", "record", story.id, "--phase", "elaboration", "--result", str(result))
    revi("budget", "record", story.id, "--phase", "elaboration", "--tokens", "10")
    actual = compute_metrics(story).record
    custom = {"tokens": 2_020, "cacheCreation": 400, "cacheRead": 5_000, "complete": True}
    assert actual["phases"][0] == {**ELABORATION, "tokensInput": 930, "tokensOutput": 680, "custom": custom}
    assert actual["phases"][1] == REVIEW
    assert actual["totalTokens"] == 2_020 + 4_040


def test_uncounted_tokens_are_taken_from_the_trace(revi: Revi, story: StoryPaths) -> None:
    put(story, EVENTS)
    revi("budget", "record", story.id, "--phase", "elaboration", session="nobody")
    assert compute_metrics(story).record["phases"][0] == {**ELABORATION, "custom": {"complete": False}}


@pytest.mark.parametrize(
    ("status", "expected", "process"),
    [
        ("PASS", "completed", True),
        ("SKIPPED", "completed", True),
        ("FAIL", "failed", False),
        ("ERROR", "failed", False),
        ("TIMEOUT", "blocked", False),
    ],
)
def test_the_status_follows_from_the_last_phase(story: StoryPaths, status: str, expected: str, process: bool) -> None:
    put(story, [*EVENTS[:-1], ("phase_complete", {**EVENTS[-1][1], "status": status})])
    actual = compute_metrics(story, dry=True).record
    assert (actual["status"], "completedAt" in actual, "currentPhase" in actual) == (expected, process, False)


def test_an_open_phase(story: StoryPaths) -> None:
    put(story, EVENTS[:3])
    actual = compute_metrics(story, dry=True).record
    assert (actual["status"], actual["currentPhase"], actual["phases"]) == ("in_progress", "elaboration", [])
    assert (actual["totalAgentSpawns"], actual["totalToolCalls"]) == (1, 1)
    assert not Path(story.file("_implementation/METRICS.yaml")).exists()


def test_no_trace_has_no_metrics(revi: Revi, story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))
    response = revi("metrics", story.id)
    assert (response.exit, response.code) == (1, "no-events")


def test_all_stories(root: Path, repository: Path, revi: Revi, workflow: Repository) -> None:
    put(workflow.story("REVI-016"), EVENTS)
    put(workflow.story("REVI-017"), EVENTS[:3])
    create_story(workflow.story("REVI-018"), NewStory("Nothing done"))
    (repository / "plans/stories/notes").mkdir()
    response = revi("metrics", "--all")
    assert [item["metrics"]["storyId"] for item in response.document["stories"]] == ["REVI-016", "REVI-017"]
    assert response.document["storiesWithoutTrace"] == 1
    process = subprocess.run(
        [sys.executable, "-m", "revi_docs.cli.agent.main", "-C", str(repository), "metrics", "--all"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.splitlines() == [
        "2 stories with a trace, 1 without one",
        "story     status       phase        tokens   ms  agents  tools",
        "REVI-016  completed                  5,240  200       3      3",
        "REVI-017  in_progress  elaboration       0    0       1      1",
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
    put(story, EVENTS)
    file = Path(story.file("_implementation/TRACE.jsonl"))
    round_ = file.read_bytes()
    tools = [line for line in round_.splitlines(keepends=True) if b"tool_call" in line]
    file.write_bytes((round_ + b"".join(tools) * 28 + tools[0]) * 10_000)
    process = subprocess.run(
        [sys.executable, "-c", _PEAK, str(repository)], cwd=root, capture_output=True, text=True, check=True
    )
    events, calls, spawns, megabytes = map(int, process.stdout.split())
    assert (events, calls, spawns) == (1_000_000, 880_000, 30_000)
    assert megabytes < 30
