"""A repeated `revi end` completes the end of a run that was interrupted, and never moves or records twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.token_rows import token_rows
from revi_docs.runtime.locks.lock_owner import current_owner
from tests.runtime.command_runs.test_begin_run import story_in
from tests.support.runtime_fixtures import Revi


def started(workflow: Repository, revi: Revi) -> StoryPaths:
    """A story whose elaboration has its evidence, and not ended yet."""
    story = story_in(workflow, "generated")
    assert revi("begin", story.id, "elab-story", session="one").exit == 0
    report = Path(story.file(f"ELAB-{story.id}-20260101-0000.md"))
    report.write_text("# Audit\n\n## Verdict\n\nPASS\n\n## Findings\n\nNone.\n")
    return story


def state(story: StoryPaths) -> tuple[str, int, int, bool]:
    """Status, entries of the ledger, rows of the token log, and whether somebody has the lock."""
    ledger = story_ledger(story)
    return ledger.status, len(ledger.entries), len(token_rows(story)), current_owner(story) is not None


@pytest.mark.parametrize("kept", ["nothing", "lock", "lock and budget"])
def test_an_end_that_stopped_after_its_move_is_completed(workflow: Repository, revi: Revi, kept: str) -> None:
    story = started(workflow, revi)
    files = [Path(story.file(f"_implementation/{name}")) for name in (".phase-lock", ".budget")]
    copies = [shutil.copy(file, Path(workflow.root) / f"{file.name}-copy") for file in files]
    first = revi("end", story.id, "--verdict", "PASS", session="one")
    assert (first.exit, first.document["repeated"]) == (0, False)
    ended = state(story)
    if kept != "nothing":
        shutil.copy(copies[0], files[0])
    if kept == "lock and budget":
        shutil.copy(copies[1], files[1])

    again = revi("end", story.id, "--verdict", "PASS", session="one")

    assert (again.exit, again.document["repeated"], again.document["to"]) == (0, True, "ready-to-work")
    assert again.document["message"] == (
        f"{story.id}: /elab-story had ended before, moved from in-elaboration to ready-to-work"
    )
    status, entries, _, _ = state(story)
    assert (status, entries, current_owner(story)) == (*ended[:2], None)


def test_only_the_same_call_of_the_same_caller_is_recognized(workflow: Repository, revi: Revi) -> None:
    story = started(workflow, revi)
    assert revi("end", story.id, "--verdict", "PASS", session="one").exit == 0
    for words, session in (("--verdict", "FAIL"), "one"), (("--verdict", "PASS"), "two"), ((), "one"):
        assert revi("end", story.id, *words, session=session).code == "lock-not-held"
    # A later run has a higher fencing token.
    assert revi("begin", story.id, "dev-implement-story", session="one").exit == 0
    ended = state(story)
    assert revi("end", story.id, "--verdict", "PASS", "--command", "elab-story", session="one").exit == 1
    assert state(story) == ended


def test_the_end_of_another_session_is_not_completed(workflow: Repository, revi: Revi) -> None:
    """The lock is there again, as after a kill before the release, and another session calls."""
    story = started(workflow, revi)
    lock = Path(story.file("_implementation/.phase-lock"))
    copy = shutil.copy(lock, Path(workflow.root) / "lock-copy")
    assert revi("end", story.id, "--verdict", "PASS", session="one").exit == 0
    shutil.copy(copy, lock)
    other = revi("end", story.id, "--verdict", "PASS", session="two")
    assert (other.exit, other.code) == (1, "lock-not-held")
    assert state(story)[3]


def test_an_end_with_another_event_is_not_recognized(workflow: Repository, revi: Revi) -> None:
    story = started(workflow, revi)
    assert revi("end", story.id, "--verdict", "PASS", session="one").exit == 0
    assert revi("end", story.id, "--event", "finished", session="one").code == "lock-not-held"


def test_a_verdict_and_an_event_are_one_too_many(workflow: Repository, revi: Revi) -> None:
    story = started(workflow, revi)
    before = state(story)
    both = revi("end", story.id, "--verdict", "PASS", "--event", "x", session="one")
    assert (both.code, state(story)) == ("unclear-end", before)
    assert both.document["fix"] == f"run 'revi end {story.id} --verdict PASS', or give the event alone"


def test_the_move_that_starts_a_run_is_no_end(workflow: Repository, revi: Revi) -> None:
    story = story_in(workflow, "generated")
    assert revi("begin", story.id, "elab-story", session="one").exit == 0
    assert revi("end", story.id, session="one").code == "unclear-end"
    assert state(story)[3]
