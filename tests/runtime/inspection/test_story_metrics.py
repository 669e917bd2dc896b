"""Metrics of stories: right to the number, from the trace and the token log, by real calls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.decide.records import check_record
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.inspection.story_metrics import compute_metrics
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.changed_contract import changed_contract
from tests.support.measured_story import EVENTS, index, put
from tests.support.runtime_fixtures import Revi

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


PRICES = {"haiku": (0.25, 1.25), "sonnet": (3, 15)}
"""Model → dollars of a million input and output tokens: of an earlier day, since the contract states none."""


def test_right_to_the_number(revi: Revi, repository: Path, story: StoryPaths) -> None:
    with changed_contract(repository) as contract:
        for model, (price_input, price_output) in PRICES.items():
            contract["models"][model] |= {"price_input": price_input, "price_output": price_output}
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
    result = Path(__file__).parents[2] / "records/transcripts/result.json"
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


def test_tokens_that_nothing_recorded_are_not_zero(revi: Revi, story: StoryPaths) -> None:
    without = [
        (name, {key: value for key, value in fields.items() if "tokens" not in key.lower()}) for name, fields in EVENTS
    ]
    put(story, without)
    response = revi("metrics", story.id)
    record = response.document["metrics"]
    assert "totalTokens" not in record
    assert not {"tokensInput", "tokensOutput"} & {key for phase in record["phases"] for key in phase}
    assert response.document["message"] == "REVI-016: completed, tokens not recorded, 3 agents, 3 tool calls"
    assert check_record(story.repository.contract, "metrics_story", record) == ()


def test_no_trace_has_no_metrics(revi: Revi, story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))
    response = revi("metrics", story.id)
    assert (response.exit, response.code) == (1, "no-events")
