"""Begin and end a run through their real command lines: what they do, what they refuse, and what they keep."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.story_files.story_writer import NewStory, StoryAdoption, adopt_story, create_story
from tests.support.ledgers import entries
from tests.support.runtime_fixtures import Revi
from tests.support.runtime_repository import revi as run_revi


def story_in(workflow: Repository, status: str, story_id: str = "REVI-016") -> StoryPaths:
    """A story in a status."""
    story = workflow.story_paths(story_id)
    create_story(story, NewStory("A story"))
    for file in (Path(story.folder) / "ledger").iterdir():
        file.unlink()
    adopt_story(story, StoryAdoption(status, "Ada", ("made here",)))
    return story


def test_a_whole_run(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "generated")
    result = revi("begin", story.id, "elab-story", session="one")
    assert (result.exit, result.code, result.document["to"]) == (0, "began", "in-elaboration")
    assert result.document["fence"] == 1
    assert revi("begin", story.id, "elab-story", session="two").code == "lock-held"

    refused = revi("end", story.id, "--verdict", "PASS", session="one")
    assert (refused.exit, refused.code) == (1, "unmet-requirements")
    assert [reason["message"] for reason in refused.document["reasons"]] == ["there is no elaboration"]
    assert current_owner(story) is not None  # the run goes on

    report = Path(story.file(f"ELAB-{story.id}-20260101-0000.md"))
    report.write_text("# Audit\n\n## Verdict\n\nPASS\n\n## Findings\n\nNone.\n")
    # On a branch without the story.
    folder = Path(story.folder)
    folder.rename(folder.with_name("REVI-016x"))
    assert revi("end", story.id, "--verdict", "PASS", session="one").code == "unknown-story"
    folder.with_name("REVI-016x").rename(folder)

    ended = revi("end", story.id, "--verdict", "PASS", session="one")
    assert (ended.exit, ended.code, ended.document["to"]) == (0, "ended", "ready-to-work")
    assert current_owner(story) is None
    assert [entry["event"] for entry in entries(Path(story.folder))] == ["adopted", "moved", "moved"]


def test_a_repeated_begin_moves_once(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "generated")
    assert revi("begin", story.id, "elab-story", session="one").exit == 0
    assert revi("begin", story.id, "elab-story", session="one").exit == 0
    assert [entry["event"] for entry in entries(Path(story.folder))] == ["adopted", "moved"]


@pytest.mark.parametrize("status", ["generated", "in-progress", "blocked", "completed", "superseded"])
def test_pm_story_at_another_status_says_which_is_next(workflow: Repository, revi: Revi, status: str) -> None:
    story = story_in(workflow, status)

    refused = revi("begin", story.id, "pm-story", session="one")

    assert (refused.exit, refused.code) == (1, "wrong-status")
    message = f"/pm-story works on a story in 'pending' or 'needs-split', but {story.id} is '{status}'"
    assert refused.document["message"] == message
    assert refused.document["fix"] == f"run 'revi next {story.id}' to see which command is next"
    assert current_owner(story) is None
    assert [entry["event"] for entry in entries(Path(story.folder))] == ["adopted"]
    following = revi("next", story.id)
    assert following.exit == 0
    assert "pm-story" not in str(following.document)


def test_pm_story_at_its_status_begins(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "needs-split")
    assert revi("begin", story.id, "pm-story", session="one").code == "began"


@pytest.mark.parametrize("words", [("begin", "qa-gate"), ("rerun", "qa-gate"), ("lock", "acquire")])
def test_the_status_is_checked_first(workflow: Repository, revi: Revi, words: tuple[str, str]) -> None:
    story = story_in(workflow, "generated")
    arguments = [words[0], story.id, words[1]]
    if words[0] == "lock":
        arguments = ["lock", "acquire", story.id, "--phase", "qa_verification", "--command", "qa-gate"]
    refused = revi(*arguments)
    assert (refused.exit, refused.code) == (1, "wrong-status")
    assert refused.document["message"] == "/qa-gate works on a story in 'uat', but REVI-016 is 'generated'"
    assert current_owner(story) is None
    next_step = revi("next", story.id)  # the fix
    assert next_step.document["next"] == "revi begin REVI-016 elab-story"


def test_begin_without_evidence_takes_no_lock(workflow: Repository, revi: Revi) -> None:
    story = workflow.story_paths("REVI-016")
    create_story(workflow.story_paths("REVI-017"), NewStory("Another"))
    create_story(story, NewStory("A story", depends_on=("REVI-017",)))
    for file in (Path(story.folder) / "ledger").iterdir():
        file.unlink()
    adopt_story(story, StoryAdoption("ready-to-work", "Ada", ("made here",)))
    refused = revi("begin", story.id, "dev-implement-story")
    assert (refused.exit, refused.code) == (1, "unmet-requirements")
    assert current_owner(story) is None


def test_a_run_that_broke_off_ends_without_a_move(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "generated")
    revi("begin", story.id, "elab-story", session="one")
    unknown = revi("end", story.id, "--status", "BROKEN", session="one")
    assert (unknown.code, unknown.document["fix"]) == (
        "unknown-status",
        "use one of PASS, FAIL, TIMEOUT, ERROR, SKIPPED",
    )
    ended = revi("end", story.id, "--status", "ERROR", session="one")
    assert (ended.exit, ended.document["result"]) == (0, "ERROR")
    assert (story_ledger(story).status, current_owner(story)) == ("in-elaboration", None)


def test_an_end_without_a_verdict_lists_them(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "in-elaboration")
    revi("begin", story.id, "elab-story", session="one")
    unclear = revi("end", story.id, session="one")
    assert (unclear.exit, unclear.code) == (1, "unclear-end")
    verdicts = ("CONDITIONAL PASS", "FAIL", "NEEDS REFINEMENT", "PASS", "SPLIT REQUIRED")
    for verdict in verdicts:
        assert f"--verdict '{verdict}'" in unclear.document["fix"] or f"--verdict {verdict}" in unclear.document["fix"]
    assert revi("end", story.id, "--verdict", "PASS", session="two").code == "lock-not-held"


def test_an_unknown_verdict_lists_the_calls(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "in-elaboration")
    revi("begin", story.id, "elab-story", session="one")
    wrong = revi("end", story.id, "--verdict", "MAYBE", session="one")
    assert (wrong.exit, wrong.code) == (1, "illegal-transition")
    calls = wrong.document["fix"].removeprefix("run ").split(" or ")
    assert f"'revi end {story.id} --verdict PASS'" in calls
    for call in calls:
        words = shlex.split(call[1:-1])[1:]
        assert revi(*words, "--dry-run", session="one").code != "illegal-transition", call


def test_a_release_needs_a_status_and_lists_the_values(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "generated")
    revi("begin", story.id, "elab-story", session="one")
    refused = revi("lock", "release", story.id, session="one")
    fix = "add --status with one of: PASS, FAIL, TIMEOUT, ERROR, SKIPPED"
    assert (refused.exit, refused.document["fix"]) == (1, fix)
    assert current_owner(story) is not None
    assert revi("lock", "release", story.id, "--status", "FAIL", session="one").exit == 0


def test_next_shows_what_is_allowed_blocked_and_left(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "in-qa")
    next_step = revi("next", story.id).document
    assert (next_step["status"], next_step["next"]) == ("in-qa", "revi begin REVI-016 qa-verify-story")
    reasons = {
        (move["target"], move["verdict"]): [item["message"] for item in move["reasons"]] for move in next_step["moves"]
    }
    assert reasons["needs-work", "FAIL"] == []
    assert reasons["blocked", ""] == []
    assert reasons["uat", "PASS"] == ["there is no qa_verify"]
    assert next_step["budgetLeft"] == {"qa_verification": 100_000}
    revi("begin", story.id, "qa-verify-story", session="one")
    assert revi("next", story.id).document["next"] == "revi end REVI-016 --verdict VERDICT"


CHECKPOINT = "_implementation/CHECKPOINT.yaml"
NO_STEP = "the first step whose result is missing: no checkpoint names one"


@pytest.mark.parametrize(
    ("checkpoint", "line"),
    [
        ("done: [S1]\nresumeFrom: S2\n", "  resume from 'S2'"),
        ("phase: dev_implementation\n", f"  resume from {NO_STEP}"),
    ],
)
def test_a_resumed_run_names_where_to_go_on(workflow: Repository, checkpoint: str, line: str) -> None:
    story = story_in(workflow, "in-progress")
    Path(story.file(CHECKPOINT)).parent.mkdir(exist_ok=True)
    Path(story.file(CHECKPOINT)).write_text(checkpoint)
    answer = run_revi(Path(workflow.root), "begin", story.id, "dev-implement-story")
    assert (answer.returncode, answer.stdout) == (0, f"{story.id}: began /dev-implement-story\n{line}\n")


@pytest.mark.parametrize("status", ["code-review-failed", "needs-work"])
def test_a_checkpoint_of_an_earlier_run_is_not_resumed(workflow: Repository, revi: Revi, status: str) -> None:
    """The checkpoint of the implementation is still there when the fixes start."""
    story = story_in(workflow, status)
    Path(story.file(CHECKPOINT)).parent.mkdir(exist_ok=True)
    Path(story.file(CHECKPOINT)).write_text("resumeFrom: S3\n")
    started = revi("begin", story.id, "dev-fix-story", session="one")
    assert (started.code, started.document["resumeFrom"]) == ("began", "")
    interrupted = revi("begin", story.id, "dev-fix-story", session="one")
    assert (interrupted.code, interrupted.document["resumeFrom"]) == ("resumed", "S3")
