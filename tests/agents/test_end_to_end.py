"""The harness story from `pending` to `completed`, by the calls of the rendered files, in real processes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.loader import load
from revi_docs.files.yaml.record_text import parse_record
from tests.agents.demo import agent
from tests.agents.driver import COMMAND_FILE, Run, RunFailedError
from tests.agents.lines import read_calls
from tests.agents.scratch import docs, make_scratch
from tests.support.link_kinds import wrong_links

COUNTED = ("input", "output", "cache_creation")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch copy in which nothing has run."""
    return make_scratch(tmp_path_factory.mktemp("fresh") / "repository", "REVI-000")


@pytest.fixture(scope="module")
def done(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A whole run; every call was rehearsed with --dry-run before it was made."""
    folder = tmp_path_factory.mktemp("done")
    shutil.copytree(fresh, folder / "repository", symlinks=True)
    run = Run(folder / "repository", folder / "claude", rehearses=True)
    run.all()
    return run


def token_sum(run: Run, phase: str, *kinds: str) -> int:
    """The tokens that the play says were used in a phase, those of a killed session with them."""
    commands = json.loads((run.root / "generated/contract.json").read_text())["commands"]
    acts = [act for act in run.play["acts"] if commands[act["command"]]["phase"] == phase]
    return sum(act["tokens"].get(kind, 0) for act in acts for kind in kinds)


def test_the_story_is_completed(done: Run) -> None:
    moves = [step["to"] for step in done.steps() if step["event"] == "moved"]
    assert moves == [
        *("generated", "in-elaboration", "ready-to-work", "in-progress", "ready-for-code-review"),
        *("code-review-failed", "in-progress", "ready-for-code-review", "ready-for-qa"),
        *("in-qa", "needs-work", "in-progress", "ready-for-code-review", "ready-for-qa"),
        *("in-qa", "uat", "completed"),
    ]
    others = [step["event"] for step in done.steps() if step["event"] != "moved"]
    assert others == ["created", *["budget-breached"] * 3, "gated"]


def test_every_call_of_the_files_is_made(done: Run) -> None:
    """Of the commands that the play runs, no line is left out but verdicts and moves that did not happen."""
    lines: set[str] = set()
    for command in {act["command"] for act in done.play["acts"]}:
        calls = read_calls(done.root / COMMAND_FILE.format(command=command))
        lines |= {line for line in (*calls.before, *calls.after) if not line.startswith("#")}
    assert lines <= set(done.ran)


def test_the_killed_holder_was_taken_over(done: Run) -> None:
    lock_events = [event for event in done.events() if event["event"] == "lock_taken"]
    assert [event["takenOver"] for event in lock_events].count(True) == 1
    fences = [event["fence"] for event in lock_events]
    assert fences == sorted(set(fences))


def test_one_worker_timed_out_and_one_failed(done: Run) -> None:
    ended = [event["status"] for event in done.events() if event["event"] == "worker_finished"]
    assert (ended.count("FAIL"), ended.count("TIMEOUT"), ended.count("PASS")) == (1, 1, 16)


def test_the_replay_finds_nothing(done: Run) -> None:
    agent(done.root, "trace", "check", done.story)


def test_the_metrics_are_right_to_the_number(done: Run) -> None:
    agent(done.root, "metrics", done.story)
    metrics: Mapping[str, Any] = parse_record((done.folder / "_implementation/METRICS.yaml").read_text())
    phases = {entry["name"]: entry for entry in metrics["phases"]}
    assert set(phases) == {"pm_story", "elaboration", "dev_implementation", "code_review", "qa_verification"}
    for name, phase in phases.items():
        assert phase["tokensInput"] == token_sum(done, name, "input"), name
        assert phase["tokensOutput"] == token_sum(done, name, "output"), name
    assert metrics["totalTokens"] == sum(token_sum(done, name, *COUNTED) for name in phases)
    assert metrics["totalAgentSpawns"] == 18
    assert metrics["status"] == "completed"
    assert phases["dev_implementation"]["errors"] == 1


def test_the_site_shows_it(done: Run) -> None:
    docs(done.root, "sync")
    docs(done.root, "build")
    assert wrong_links(done.root / "site", load(done.root).contract) == []
    page = (done.root / "site/stories/REVI-000/index.html").read_text("utf-8")
    assert "Structural harness" in page
    assert "completed" in page


HAPPY = {
    "pm-generate-story": 0,
    "elab-story": 0,
    "dev-implement-story": 1,
    "dev-code-review": 2,
    "qa-verify-story": 1,
    "qa-gate": 1,
}
"""Command → which of its runs in the play is the one in which nothing goes wrong."""


@pytest.mark.parametrize("place", [".", "packages/app"], ids=["the root", "a subfolder of a monorepo"])
def test_the_happy_path_needs_at_most_twenty_calls(fresh: Path, tmp_path: Path, place: str) -> None:
    """Without a session id, too: the process that calls is then the owner of the lock."""
    root = tmp_path / "repository"
    shutil.copytree(fresh, root / place, symlinks=True, dirs_exist_ok=True)
    if place != ".":
        shutil.move(root / place / ".git", root / ".git")
    run = Run(root / place, tmp_path / "claude", has_session=False)
    acts = run.play["acts"]
    for command, number in HAPPY.items():
        act = [act for act in acts if act["command"] == command][number]
        run.act({name: value for name, value in act.items() if name != "errors"})
    assert run.status() == "completed"
    assert len(run.ran) <= 20


REMOVED = {
    "the begin": "revi begin",
    "the start of the workers": "revi workers start",
    "the results of the workers": "revi workers collect",
    "the end": "revi end STORY_ID --verdict PASS",
}


@pytest.fixture(scope="module")
def built(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch copy whose story is built and waits for its review."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(fresh, folder / "repository", symlinks=True)
    run = Run(folder / "repository", folder / "claude")
    for act in [act for act in run.play["acts"] if not act.get("killed")][:3]:
        run.act(act)
    return folder


@pytest.mark.parametrize("call", [*REMOVED.values(), "nothing at all"], ids=[*REMOVED, "nothing"])
def test_a_line_that_is_removed_fails_the_run(built: Path, tmp_path: Path, call: str) -> None:
    """Of the code review; everything before went well, and so does the review with all its lines."""
    shutil.copytree(built, tmp_path, symlinks=True, dirs_exist_ok=True)
    run = Run(tmp_path / "repository", tmp_path / "claude")
    review = {"command": "dev-code-review", "artifacts": ["code_review"], "workers": {}, "tokens": {"input": 5}}
    file = run.root / COMMAND_FILE.format(command="dev-code-review")
    text = file.read_text("utf-8")
    remaining_lines = [line for line in text.splitlines(keepends=True) if not line.startswith(call)]
    file.write_text("".join(remaining_lines).replace(f"`{call}", "`nothing"), "utf-8")
    assert (file.read_text("utf-8") != text) == (call in REMOVED.values())
    if call in REMOVED.values():
        with pytest.raises(RunFailedError):
            run.act({**review, "ends": {"verdict": "PASS"}})
    else:
        run.act({**review, "ends": {"verdict": "PASS"}})
