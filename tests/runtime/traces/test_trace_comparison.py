"""What got worse between two traces."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.runtime_fixtures import Revi
from tests.support.traced_phase import TRACE, remaining, replaced, run_phase

pytestmark = pytest.mark.usefixtures("started_story")


def worse(revi: Revi, story: StoryPaths, *words: str) -> tuple[int, list[tuple[str, ...]]]:
    response = revi("trace", "compare", story.id, "baseline.jsonl", *words)
    actual = [item for item in response.document["changes"] if item["isRegression"]]
    assert (response.code == "regression") == bool(actual)
    return response.exit, [(item["name"], item["metric"], item["baseline"], item["current"]) for item in actual]


AGENT = "pm-story-generation-leader"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param('"tool"', '"tool"', [], id="the same"),
        pytest.param('"tokensInput": 900', '"tokensInput": 1000', [], id="within the tolerance"),
        pytest.param(
            '"tokensInput": 900', '"tokensInput": 1001', [(AGENT, "tokens", "1,000", "1,101")], id="more tokens"
        ),
        pytest.param('"tokensInput": 900', '"tokensInput": 1', [], id="fewer tokens"),
        pytest.param('"durationMs": 40', '"durationMs": 61', [(AGENT, "durationMs", "40", "61")], id="slower"),
        pytest.param(
            '"status": "success"',
            '"status": "timeout"',
            [(AGENT, "end", "success", "timeout"), (AGENT, "failures", "0", "1")],
            id="an agent fails",
        ),
        pytest.param('"status": "PASS"', '"status": "FAIL"', [("pm_story", "end", "PASS", "FAIL")], id="a phase"),
        pytest.param(
            '"path": "REVI-016.md"',
            '"path": "other.md"',
            [("created {id}.md", "presence", "present", "missing")],
            id="an artifact is missing",
        ),
        pytest.param(
            '"event": "tool_call", "tool": "Write"',
            '"event": "error", "errorType": "AGENT_TIMEOUT", "message": "m"',
            [("AGENT_TIMEOUT", "errors", "0", "1")],
            id="an error",
        ),
    ],
)
def test_compare(
    revi: Revi, story: StoryPaths, repository: Path, old: str, new: str, expected: list[tuple[str, ...]]
) -> None:
    run_phase(story)
    remaining(repository)
    replaced(TRACE, old, new)(repository) if old != new else None
    assert worse(revi, story) == (int(bool(expected)), expected)
    assert worse(revi, story) == (int(bool(expected)), expected)


def test_tolerances_are_options(revi: Revi, story: StoryPaths, repository: Path) -> None:
    run_phase(story)
    remaining(repository)
    replaced(TRACE, '"tokensInput": 900', '"tokensInput": 1001')(repository)
    assert worse(revi, story, "--tolerance", "0.2") == (0, [])
    replaced(TRACE, '"durationMs": 40', '"durationMs": 60')(repository)
    assert worse(revi, story, "--tolerance", "0.2", "--duration-tolerance", "0.4")[0] == 1


def test_another_story_is_a_baseline_too(revi: Revi, story: StoryPaths) -> None:
    other = story.repository.story_paths("REVI-017")
    create_story(other, NewStory("Another"))
    run_phase(story)
    run_phase(other)
    response = revi("trace", "compare", story.id, other.id, "--duration-tolerance", "1000")
    assert (response.exit, response.code, response.document["changes"]) == (0, "no-regression", [])
    missing = revi("trace", "compare", story.id, "nowhere.jsonl")
    assert (missing.exit, missing.code) == (1, "no-events")
