"""`revi plumbing trace`: events, what is none, and findings with their places."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.traces.trace_events import emit
from tests.support import fork_server
from tests.support.fork_server import as_text
from tests.support.runtime_fixtures import Revi
from tests.support.traced_phase import TRACE, replaced, run_phase

pytestmark = pytest.mark.usefixtures("started_story")


def test_events_by_the_command_line(revi: Revi, story: StoryPaths, repository: Path) -> None:
    words = ("trace", "emit", story.id, "tool_call", "tool=42", "durationMs=3", "success=true", "path=a=b")
    dry = revi(*words, "--dry-run")
    assert not (repository / TRACE).exists()
    response = revi(*words)
    expected = {"event": "tool_call", "tool": "42", "durationMs": 3, "success": True, "path": "a=b"}
    for item in (dry, response):
        remaining = {name: value for name, value in item.document["event"].items() if name != "timestamp"}
        assert remaining == {"storyId": story.id, **expected}
    assert json.loads((repository / TRACE).read_text()) == response.document["event"]
    data = revi("trace", "emit", story.id, "checkpoint", "stage=s", 'data={"a": [1]}')
    assert data.document["event"]["data"] == {"a": [1]}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("REVI-016", "vanished"), "unknown-event"),
        (("REVI-016", "tool_call", "tool=Read", "colour=red"), "unknown-event"),
        (("REVI-016", "tool_call", "tool=Read", "durationMs=soon"), "unknown-event"),
        (("REVI-016", "tool_call", "tool"), "no-field"),
        (("REVI-404", "tool_call", "tool=Read"), "unknown-story"),
        (("nobody", "tool_call", "tool=Read"), "unknown-story"),
    ],
)
def test_what_is_no_event(revi: Revi, repository: Path, words: tuple[str, ...], code: str) -> None:
    response = revi("trace", "emit", *words)
    assert (response.exit, response.code) == (1, code)
    assert not (repository / TRACE).exists()


def test_show(revi: Revi, story: StoryPaths, repository: Path) -> None:
    for number in range(5):
        emit(story, "tool_call", 0, {"tool": str(number)})
    with (repository / TRACE).open("a") as stream:
        stream.write('{"torn')
    response = revi("trace", "show", story.id, "--last", "2")
    assert [item["tool"] for item in response.document["events"]] == ["3", "4"]
    assert response.document["unreadableLines"] == 1
    assert response.document["omittedEvents"] == 3
    note = "REVI-016: 2 events of 5; --last 0 shows all, 1 unreadable lines"
    assert response.document["message"] == note
    everything = revi("trace", "show", story.id, "--last", "0").document
    assert (len(everything["events"]), everything["omittedEvents"]) == (5, 0)
    assert revi("trace", "show", story.id, "--event", "error").document["events"] == []


def test_findings_are_shown_with_their_place(repository: Path, story: StoryPaths) -> None:
    run_phase(story)
    replaced(TRACE, '"model": "sonnet"', '"model": "opus"')(repository)
    process = as_text(fork_server.run("revi", ["trace", "check", story.id], repository, os.environ))
    assert process.stdout.splitlines() == [
        f"{TRACE}:3:1: wrong-model: pm-story-generation-leader ran on opus; the contract says sonnet",
        "  fix: start it with the model that 'revi plumbing model pm-story-generation-leader' prints",
        "",
        "1 problem",
    ]
