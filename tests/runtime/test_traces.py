"""Traces by real calls: many writers, a torn end, what `check` finds in a story, and what got worse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.inspection.trace_checks import check_trace
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire, release
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from revi_docs.runtime.traces.trace_events import TraceWriter, emit
from tests.runtime.conftest import Revi

TRACE = "plans/stories/REVI-016/_implementation/TRACE.jsonl"
LEDGER = "plans/stories/REVI-016/LEDGER.jsonl"

WRITER = """
import sys
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.traces.trace_events import TraceWriter, emit
from revi_docs.runtime.base.repository import open_repository
root, own, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
story = open_repository(root).story("REVI-016")
if int(own) % 2:
    for at in range(number):
        emit(story, "tool_call", now_ms(), {"tool": own, "durationMs": at, "path": "x" * (at % 3000)})
else:
    with TraceWriter(story) as writer:
        for at in range(number):
            writer.emit("tool_call", now_ms(), {"tool": own, "durationMs": at, "path": "x" * (at % 300)})
"""


@pytest.fixture(autouse=True)
def started_story(story: StoryPaths) -> StoryPaths:
    create_story(story, NewStory("A story"))
    return story


def run_phase(story: StoryPaths) -> None:
    """A phase from lock to release, with an agent and a move."""
    me = current_identity("s1")
    acquire(story, LockRequest(me, "pm_story", "pm-generate-story"))
    now = now_ms()
    emit(story, "agent_spawn", now, {"agent": "pm-story-generation-leader", "model": "sonnet"})
    emit(story, "tool_call", now, {"tool": "Write"})
    process = {"tokensInput": 900, "tokensOutput": 100, "durationMs": 40, "status": "success"}
    emit(story, "agent_complete", now, {"agent": "pm-story-generation-leader", **process})
    emit(story, "artifact", now, {"action": "created", "path": f"{story.id}.md"})
    move(story, MoveRequest("generated", "pm-generate-story", "finished", owner="s1"))
    release(story, "s1", "PASS")


@pytest.mark.slow
def test_eight_writers_and_100_000_events(root: Path, repository: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(repository)]
    env = {**os.environ, "PYTHONPATH": str(root)}
    processes = [subprocess.Popen([*command, str(worker), "12500"], env=env) for worker in range(8)]
    assert [item.wait() for item in processes] == [0] * 8
    values: dict[str, list[int]] = {}
    for line in read_lines(str(repository / TRACE)):
        assert line.error == ""
        values.setdefault(line.value["tool"], []).append(line.value["durationMs"])
    assert values == {str(worker): list(range(12_500)) for worker in range(8)}


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
    assert revi("trace", "show", story.id, "--event", "error").document["events"] == []


def test_a_valid_run_has_no_fault(revi: Revi, story: StoryPaths) -> None:
    run_phase(story)
    assert check_trace(story) == ()
    response = revi("trace", "check", story.id)
    assert (response.exit, response.document["problems"]) == (0, [])
    assert revi("trace", "check", "--all").exit == 0


def added(path: str, text: str) -> Callable[[Path], None]:
    def add(root: Path) -> None:
        with (root / path).open("a") as stream:
            stream.write(text)

    return add


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        text = (root / path).read_text()
        assert text.count(old) == 1
        (root / path).write_text(text.replace(old, new))

    return put


def removed(path: str, part: str) -> Callable[[Path], None]:
    def remove(root: Path) -> None:
        lines = (root / path).read_text().splitlines(keepends=True)
        remaining = [line for line in lines if part not in line]
        assert len(remaining) == len(lines) - 1
        (root / path).write_text("".join(remaining))

    return remove


HEAD = '{"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-016", "event": '
TOKENS = "plans/stories/REVI-016/_implementation/TOKEN-LOG.md"
RECORD = "| phase | delta | source | complete | recordedAt |\n|---|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("seed_fault", "expected"),
    [
        pytest.param(added(TRACE, HEAD), [(TRACE, 10, "trace-torn")], id="torn line"),
        pytest.param(added(TRACE, f'{HEAD}"vanished"}}\n'), [(TRACE, 10, "unknown-event")], id="unknown event"),
        pytest.param(
            replaced(TRACE, '"tool": "Write"', '"tool": "Write", "x": 1'), [(TRACE, 4, "unknown-field")], id="field"
        ),
        pytest.param(replaced(TRACE, '"model": "sonnet"', '"model": "opus"'), [(TRACE, 3, "wrong-model")], id="model"),
        pytest.param(
            replaced(TRACE, '"tokensInput": 900', '"tokensInput": 100000'), [(TRACE, 5, "over-budget")], id="budget"
        ),
        pytest.param(
            removed(TRACE, "lock_taken"), [(TRACE, line, "lock-not-held") for line in (1, 6, 7, 8)], id="lock not held"
        ),
        pytest.param(removed(TRACE, "phase_complete"), [(TRACE, 8, "phase-never-ended")], id="never ended"),
        pytest.param(
            replaced(TRACE, '"to": "generated"', '"to": "uat"'),
            [(TRACE, 7, "move-not-in-ledger"), (TRACE, 7, "illegal-transition")],
            id="illegal transition",
        ),
        pytest.param(
            replaced(LEDGER, '"to": "generated"', '"to": "uat"'),
            [(LEDGER, 2, "ledger-path"), (TRACE, 7, "move-not-in-ledger")],
            id="illegal transition in the ledger",
        ),
        pytest.param(added(LEDGER, HEAD), [(LEDGER, 3, "ledger-torn")], id="torn ledger"),
        pytest.param(
            added(TOKENS, f"{RECORD}| elaboration | 60000 | stated | true | 2026-02-11T14:32:05-07:00 |\n"),
            [(TOKENS, 3, "over-budget")],
            id="a record over budget",
        ),
        pytest.param(
            added(TOKENS, f"{RECORD}| elaboration | 6 | guessed | true | 2026-02-11T14:32:05-07:00 |\n"),
            [(TOKENS, 3, "token-record-malformed")],
            id="no record",
        ),
    ],
)
def test_each_seeded_fault_is_reported(
    revi: Revi, story: StoryPaths, repository: Path, seed_fault: Callable[[Path], None], expected: Any
) -> None:
    run_phase(story)
    seed_fault(repository)
    response = revi("trace", "check", story.id)
    assert response.exit == 1
    assert places_and_codes(response.document) == expected
    assert all(problem["fix"] and problem["message"] for problem in response.document["problems"])


def places_and_codes(document: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """File, line and code of each problem in a document of findings."""
    problems = ((problem["places"][0], problem["code"]) for problem in document["problems"])
    return [(place["file"], place["line"], code) for place, code in problems]


def test_findings_are_shown_with_their_place(root: Path, repository: Path, story: StoryPaths) -> None:
    run_phase(story)
    replaced(TRACE, '"model": "sonnet"', '"model": "opus"')(repository)
    process = subprocess.run(
        [sys.executable, "-m", "revi_docs.cli.agent.main", "trace", "check", story.id],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.stdout.splitlines() == [
        f"{TRACE}:3:1: wrong-model: pm-story-generation-leader ran on opus; the contract says sonnet",
        "  fix: start it with the model that 'revi model pm-story-generation-leader' prints",
        "",
        "1 problem",
    ]


def test_a_torn_line_hides_no_later_event(revi: Revi, story: StoryPaths, repository: Path) -> None:
    added(TRACE, HEAD)(repository)
    run_phase(story)
    response = revi("trace", "check", story.id)
    assert places_and_codes(response.document) == [(TRACE, 1, "trace-malformed")]
    assert Counter(item["event"] for item in revi("trace", "show", story.id).document["events"])["phase_complete"] == 1


def remaining(repository: Path) -> Path:
    baseline = repository / "baseline.jsonl"
    baseline.write_text((repository / TRACE).read_text())
    return baseline


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
    other = story.repository.story("REVI-017")
    create_story(other, NewStory("Another"))
    run_phase(story)
    run_phase(other)
    response = revi("trace", "compare", story.id, other.id, "--duration-tolerance", "1000")
    assert (response.exit, response.code, response.document["changes"]) == (0, "no-regression", [])
    missing = revi("trace", "compare", story.id, "nowhere.jsonl")
    assert (missing.exit, missing.code) == (1, "no-events")
