"""Reruns: proceed, skip, resume or refuse, by what is really there and since when."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.moves.reruns import decide_rerun, record_rerun
from tests.runtime.moves.test_status_moves import story_in_status
from tests.support import ledgers
from tests.support.file_times import format_file_time
from tests.support.story_artifacts import MINUTE, put


def stamped(story: StoryPaths, kind: str, age_ms: int) -> Path:
    when = format_file_time(now_ms() - age_ms, story.repository.zone)
    return put(story, f"{kind}-REVI-016-{when}.md", age_ms=age_ms)


def test_nothing_is_there(story: StoryPaths) -> None:
    for command in story.repository.contract.commands:
        if command != "wt-finish":
            assert decide_rerun(story, command).check.action == "proceed", command


def test_an_artifact_that_has_not_changed_proves_nothing(story: StoryPaths) -> None:
    """`elab-story` skips with a report that differs from the one at the entry into `generated`, of whatever age."""
    report = stamped(story, "ELAB", 5 * MINUTE)
    story = story_in_status(story.repository, "REVI-016", "generated")
    os.utime(report)
    assert decide_rerun(story, "elab-story").check.action == "proceed"
    put(story, report.name, "another result\n", age_ms=60 * MINUTE)
    decided = decide_rerun(story, "elab-story")
    assert (decided.check.action, decided.check.reason, decided.runs) == ("skip", "it is done", False)
    forced = decide_rerun(story, "elab-story", force=True)
    assert (forced.check.action, forced.runs) == ("proceed", True)


def test_a_checkpoint_names_the_step_to_resume_from(story: StoryPaths) -> None:
    story = story_in_status(story.repository, "REVI-016", "in-progress")
    put(story, "_implementation/CHECKPOINT.yaml", "phase: dev_implementation\nresumeFrom: execute\n")
    decided = record_rerun(story, "dev-implement-story", "me")
    assert (decided.check.action, decided.resume_from) == ("resume", "execute")
    (event,) = (line.value for line in read_lines(story.file("_implementation/TRACE.jsonl")))
    assert {**event, "timestamp": ""} == {
        "timestamp": "", "storyId": "REVI-016", "event": "rerun_decided", "command": "dev-implement-story",
        "mode": "resume", "done": False, "action": "resume", "resumeFrom": "execute",
    }  # fmt: skip


def test_what_refuses_cannot_be_forced_without_a_flag(story: StoryPaths) -> None:
    """`pm-generate-story` refuses a second time and has a flag; `dev-fix-story` has none."""
    story = story_in_status(story.repository, "REVI-016", "pending")
    assert decide_rerun(story, "pm-generate-story").runs
    story = story_in_status(story.repository, "REVI-017", "generated")
    assert decide_rerun(story, "pm-generate-story").check.action == "refuse"
    assert record_rerun(story, "pm-generate-story", "Ada", force=True).runs
    assert [entry["event"] for entry in ledgers.entries(Path(story.folder))] == ["adopted", "forced"]
    assert not decide_rerun(story, "dev-fix-story", force=True).runs


@pytest.mark.parametrize(("status", "action"), [("uat", "skip"), ("in-qa", "proceed")])
def test_done_by_a_status(story: StoryPaths, status: str, action: str) -> None:
    story = story_in_status(story.repository, "REVI-016", status)
    assert decide_rerun(story, "qa-verify-story").check.action == action


def test_done_by_a_merged_branch(repository: Path, story: StoryPaths) -> None:
    with pytest.raises(UnavailableError, match="git cannot list the merged branches"):
        decide_rerun(story, "wt-finish")
    me = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (
        ["init", "-q", "-b", "main"],
        [*me, "commit", "-q", "--allow-empty", "-m", "a"],
        ["switch", "-qc", "work/REVI-016-board"],
        [*me, "commit", "-q", "--allow-empty", "-m", "b"],
    ):
        subprocess.run(["git", *words], cwd=repository, check=True)
    for branch in ("work/REVI-016-board", "--detach work/REVI-016-board", "main"):
        subprocess.run(["git", "switch", "-q", *branch.split()], cwd=repository, check=True)
        assert decide_rerun(story, "wt-finish").check.action == "proceed", branch
    subprocess.run(["git", "merge", "-q", "work/REVI-016-board"], cwd=repository, check=True)
    assert decide_rerun(story, "wt-finish").check.action == "refuse"


def test_an_unknown_command(story: StoryPaths) -> None:
    with pytest.raises(UnknownNameError, match="there is no command 'dev-implement'"):
        decide_rerun(story, "dev-implement")
