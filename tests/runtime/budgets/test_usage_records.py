"""Tokens of a phase: counted once and recorded for good; by real calls of `revi plumbing budget record`."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from revi_docs.records.time_formats import now_ms
from revi_docs.records.token_log import read_rows
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets import token_rows, usage_records
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from tests.support.phase_usage import PHASE, trace
from tests.support.runtime_fixtures import Revi

pytestmark = pytest.mark.usefixtures("started_story")

DATA = Path(__file__).parents[2] / "records/transcripts"
SESSION = "0a1b2c3d-0000-4000-8000-000000000001"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Claude Code keeps its transcripts."""
    (tmp_path / "claude/projects/-work").mkdir(parents=True)
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "claude"))
    return tmp_path / "claude/projects/-work"


def spend(config: Path, session: str, number: int, input_tokens: int, output_tokens: int = 0) -> None:
    """A reply in the transcript of a session, on two lines."""
    with (config / f"{session}.jsonl").open("a") as stream:
        for output in (0, output_tokens):
            usage = {"input_tokens": input_tokens, "output_tokens": output, "cache_creation_input_tokens": 0}
            message = {"id": f"m{session}{number}", "usage": usage | {"cache_read_input_tokens": 5}}
            stream.write(json.dumps({"requestId": f"r{number}", "message": message}) + "\n")


def rows(story: StoryPaths) -> list[dict[str, Any]]:
    """The rows of the log without their time."""
    text = Path(token_rows.token_log_file(story)).read_text()
    actual = read_rows(text, story.repository.contract, story.id)
    assert not any(row.errors for row in actual)
    return [{name: item for name, item in row.fields.items() if name != "recordedAt"} for row in actual]


def kinds(input_tokens: int, output_tokens: int, read: int) -> dict[str, int]:
    return {
        "tokensInput": input_tokens,
        "tokensOutput": output_tokens,
        "tokensCacheCreation": 0,
        "tokensCacheRead": read,
    }


def test_before_after_and_delta_of_a_session(revi: Revi, story: StoryPaths, config: Path) -> None:
    spend(config, "s1", 1, 1_000, 200)
    started = revi("budget", "start", story.id, "--phase", PHASE, session="s1")
    assert (started.exit, started.code, started.document["tokensBefore"]) == (0, "started", 1_200)
    spend(config, "s1", 2, 30, 4)
    response = revi("budget", "record", story.id, "--phase", PHASE, "--command", "dev-code-review", session="s1")
    assert (response.exit, response.code) == (0, "recorded")
    figures = {"before": 1_200, "after": 1_234, "delta": 34, **kinds(30, 4, 5)}
    ends = {"source": "transcript", "complete": True}
    assert rows(story) == [{"phase": PHASE, "command": "dev-code-review", **figures, **ends}]
    spend(config, "s1", 3, 1)
    revi("budget", "record", story.id, "--phase", PHASE, session="s1")
    assert rows(story)[1] == {"phase": PHASE, "before": 1_234, "after": 1_235, "delta": 1, **kinds(1, 0, 5), **ends}


def test_a_transcript_that_is_named_counts_as_a_whole(revi: Revi, story: StoryPaths) -> None:
    transcript = str(DATA / f"{SESSION}.jsonl")
    response = revi("budget", "record", story.id, "--phase", PHASE, "--transcript", transcript)
    figures = {"tokensInput": 38, "tokensOutput": 1_205, "tokensCacheCreation": 8_417, "tokensCacheRead": 67_740}
    assert rows(story) == [
        {"phase": PHASE, "after": 9_660, "delta": 9_660, **figures, "source": "transcript", "complete": True}
    ]
    assert response.document["record"]["storyId"] == story.id
    revi("budget", "record", story.id, "--phase", PHASE, "--transcript", transcript)
    assert rows(story)[1]["delta"] == 0


def test_real_sessions(revi: Revi, story: StoryPaths, shared: Path) -> None:
    for session in ("1a5ad58dfc80920f", "94a168d2da574b00", "33647812942287ce", "f9b0078b5df596d2"):
        file = str(shared / "transcripts" / f"{session}.jsonl")
        revi("budget", "record", story.id, "--phase", PHASE, "--transcript", file)
    response = revi("budget", "report", story.id)
    expected = {"input": 4_211, "output": 42_170, "cache_creation": 334_192, "cache_read": 16_734_173}
    assert response.document["total"]["usage"] == expected
    assert response.document["total"]["tokens"] == 4_211 + 42_170 + 334_192


def test_the_result_of_a_run(revi: Revi, story: StoryPaths) -> None:
    revi("budget", "record", story.id, "--phase", PHASE, "--result", str(DATA / "result.json"))
    figures = {"tokensInput": 930, "tokensOutput": 680, "tokensCacheCreation": 400, "tokensCacheRead": 5_000}
    assert rows(story) == [{"phase": PHASE, "delta": 2_010, **figures, "source": "result", "complete": True}]


def test_what_somebody_reads_off(revi: Revi, story: StoryPaths) -> None:
    first = revi("budget", "record", story.id, "--phase", PHASE, "--tokens", "500", "--actor", "Ada")
    assert first.document["message"] == f"{story.id}: recorded 500 tokens of {PHASE} (source: stated by Ada)"
    revi("budget", "start", story.id, "--phase", PHASE, "--tokens", "1000")
    back = revi("budget", "record", story.id, "--phase", PHASE, "--tokens", "900")
    assert (back.exit, back.code) == (1, "token-count-decreased")
    revi("budget", "record", story.id, "--phase", PHASE, "--tokens", "1700", session="session-9")
    ends = {"source": "stated", "complete": True}
    assert rows(story) == [
        {"phase": PHASE, "delta": 500, **ends, "statedBy": "Ada"},
        {"phase": PHASE, "before": 1_000, "after": 1_700, "delta": 700, **ends, "statedBy": "session-9"},
    ]


def test_unknown_is_never_zero(revi: Revi, story: StoryPaths, config: Path) -> None:
    assert revi("budget", "start", story.id, "--phase", PHASE, session="s9").code == "not-counted"
    response = revi("budget", "record", story.id, "--phase", PHASE, session="s9")
    assert (response.exit, response.code) == (0, "unrecorded")
    assert rows(story) == [{"phase": PHASE, "source": "unrecorded", "complete": False}]
    checked = revi("budget", "check", story.id, "--phase", PHASE)
    assert (checked.exit, checked.code) == (0, "unknown")
    assert (checked.document["tokens"], checked.document["complete"]) == (None, False)
    assert trace(story)[-1]["complete"] is False
    reported = revi("budget", "report", story.id)
    assert reported.document["phases"][0]["tokens"] is None
    summary = Path(story.file("_implementation/TOKEN-SUMMARY.md")).read_text()
    unknown = " | ".join(["unknown"] * 4)
    assert f"| code_review | unknown | 50,000 | 100,000 |  | {unknown} | no |" in summary


def test_a_count_without_its_beginning_is_not_complete(revi: Revi, story: StoryPaths, config: Path) -> None:
    spend(config, "s1", 1, 40)
    response = revi("budget", "record", story.id, "--phase", PHASE, session="s1")
    assert response.document["gaps"] == ["there was no count before the phase, so the whole session is counted"]
    assert (rows(story)[0]["delta"], rows(story)[0]["complete"]) == (40, False)


def test_what_is_used_between_phases_counts_for_none(revi: Revi, story: StoryPaths, config: Path) -> None:
    for number, phase in enumerate(("elaboration", PHASE)):
        spend(config, "s1", 10 * number, 1_000)
        revi("budget", "start", story.id, "--phase", phase, session="s1")
        spend(config, "s1", 10 * number + 1, 7)
        revi("budget", "record", story.id, "--phase", phase, session="s1")
    assert [(row["phase"], row["delta"]) for row in rows(story)] == [("elaboration", 7), (PHASE, 7)]


def test_a_session_that_was_killed_is_recorded_by_the_next(revi: Revi, story: StoryPaths, config: Path) -> None:
    for session in ("s1", "s2"):
        (config / f"{session}.jsonl").touch()
    revi("budget", "start", story.id, "--phase", PHASE, session="s1")
    spend(config, "s1", 1, 100, 20)
    flushed = revi("budget", "start", story.id, "--phase", PHASE, session="s2").document["flushedRecord"]
    assert (flushed["delta"], flushed["source"]) == (120, "transcript")
    spend(config, "s2", 1, 3)
    revi("budget", "record", story.id, "--phase", PHASE, session="s2")
    assert [row["delta"] for row in rows(story)] == [120, 3]


def test_a_transcript_that_lost_lines_is_unknown(revi: Revi, story: StoryPaths, config: Path) -> None:
    spend(config, "s1", 1, 100)
    revi("budget", "start", story.id, "--phase", PHASE, session="s1")
    (config / "s1.jsonl").write_text("")
    assert revi("budget", "record", story.id, "--phase", PHASE, session="s1").code == "unrecorded"


def test_a_dry_run_changes_nothing(revi: Revi, story: StoryPaths, config: Path) -> None:
    spend(config, "s1", 1, 100_000)
    before = {file: file.read_bytes() for file in Path(story.folder).rglob("*") if file.is_file()}
    for act in ("start", "record", "check", "report"):
        response = revi("budget", act, story.id, "--phase", PHASE, "--dry-run", session="s1")
        assert (response.exit, response.document["dryRun"]) == (0, True)
    assert before == {file: file.read_bytes() for file in Path(story.folder).rglob("*") if file.is_file()}


@pytest.mark.parametrize("stopped", ["write_state", "add_row"])
def test_a_writer_that_is_stopped_loses_and_doubles_no_row(
    story: StoryPaths, config: Path, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    monkeypatch.setenv("CLAUDE_CODE_SESSION_ID", "s1")
    spend(config, "s1", 1, 100)
    usage_records.start_count(story, PhaseRef(PHASE))
    spend(config, "s1", 2, 11)
    with monkeypatch.context() as patch:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(usage_records, stopped, die)
        with pytest.raises(KeyboardInterrupt):
            usage_records.record_usage(story, PhaseRef(PHASE))
    kinds_ = story.repository.contract.budgets
    assert kinds_ is not None
    known_codes = token_rows.phase_usage(token_rows.token_rows(story), PHASE, kinds_.counts)
    assert known_codes.tokens == (11 if stopped == "add_row" else None)
    spend(config, "s1", 3, 5)
    usage_records.record_usage(story, PhaseRef(PHASE))
    assert sum(row["delta"] for row in rows(story)) == 16


def test_concurrent_records_are_all_stored(revi: Revi, story: StoryPaths) -> None:
    def record(number: int) -> int:
        return revi("budget", "record", story.id, "--phase", PHASE, "--tokens", str(2**number)).exit

    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(record, range(12))) == [0] * 12
    assert sorted(row["delta"] for row in rows(story)) == [2**number for number in range(12)]


def test_equal_records_of_one_moment_are_two(story: StoryPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock can stand still or go back, and readers take equal rows for one record."""
    moment = now_ms()
    monkeypatch.setattr(usage_records, "now_ms", lambda: moment)
    stated_tokens = PhaseRef(PHASE, source=TokenSource(tokens=5), actor="Ada")
    records = [usage_records.record_usage(story, stated_tokens).record for _ in range(3)]
    assert len(rows(story)) == len({record["recordedAt"] for record in records}) == 3
