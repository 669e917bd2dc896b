"""Branches that move stories merge by themselves; moves of one story end in a choice between two sides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revi_docs.drift.file_status import DriftState
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.moves.reconciliation import ReconcileRequest, ledger_sides, reconcile
from tests.support import ledgers
from tests.support.branched_stories import BranchedStories
from tests.support.command_line import call_program
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> BranchedStories:
    stories = BranchedStories(tmp_path_factory.mktemp("branched"))
    stories.create("TKT-1", "TKT-2")
    return stories


@pytest.fixture
def stories(first: BranchedStories, tmp_path: Path) -> BranchedStories:
    copy = object.__new__(BranchedStories)
    copy.root = shutil.copytree(first.root, tmp_path / "copy")
    return copy


@pytest.fixture
def fork(stories: BranchedStories) -> BranchedStories:
    """`TKT-1` was moved to `working` on one branch and to `stuck` on the other."""
    stories.git("switch", "-q", "-c", "side")
    stories.move("TKT-1", "working")
    stories.git("switch", "-q", "main")
    stories.move("TKT-1", "stuck")
    stories.merge("side")
    return stories


def test_moves_of_different_stories_merge(stories: BranchedStories) -> None:
    for number in range(rounds(2, 50)):
        status, back = ("working", "stuck") if number % 2 == 0 else ("stuck", "working")
        stories.git("switch", "-q", "-c", f"side-{number}")
        stories.move("TKT-1", status)
        stories.git("switch", "-q", "main")
        stories.move("TKT-2", back)
        stories.merge(f"side-{number}")
    assert stories.codes() == []
    assert len(ledgers.entries(Path(stories.story("TKT-1").folder))) == rounds(2, 50) + 1


def test_a_fork_is_reported_and_no_command_moves_the_story(fork: BranchedStories) -> None:
    assert fork.codes() == ["ledger-fork"]
    with pytest.raises(CommandError, match="two branches added entries") as error_info:
        fork.move("TKT-1", "closed")
    assert (error_info.value.code, error_info.value.fix) == (
        "ledger-fork", "choose a side with 'revi story reconcile TKT-1'",
    )  # fmt: skip
    assert call_program("revi", fork.root, "next", "TKT-1").stderr.startswith("ledger-fork: TKT-1: two branches added")
    shown = call_program("revi", fork.root, "story", "show", "TKT-1").stdout
    assert "\n  choose     run 'revi story reconcile TKT-1': two branches moved the story\n" in shown


@pytest.mark.parametrize("status", ["working", "stuck"])
def test_a_person_keeps_a_side(fork: BranchedStories, status: str) -> None:
    story = fork.story("TKT-1")
    side = next(side for side in ledger_sides(story) if side.status == status)
    before = ledgers.entries(Path(story.folder))
    assert reconcile(story, ReconcileRequest(side.tip.id, "Ada", "it is right")).status == status
    fork.commit()
    ledger = story_ledger(story)
    assert ledger.status == status
    assert set(ledger.entries[-1].previous) == {tip.digest for tip in (ledger.entries[1], ledger.entries[2])}
    assert ledgers.entries(Path(story.folder))[:-1] == before
    assert (ledger_sides(story), fork.codes()) == ((), [])
    fork.move("TKT-1", "stuck" if status == "working" else "working")
    with pytest.raises(CommandError, match="there is nothing to reconcile"):
        reconcile(story, ReconcileRequest(side.tip.id, "Ada", "again"))


def test_an_unknown_side(fork: BranchedStories) -> None:
    with pytest.raises(CommandError, match="no side of the ledger ends with 'x'"):
        reconcile(fork.story("TKT-1"), ReconcileRequest("x", "Ada", "why"))


def test_both_sides_ended_and_were_compacted(stories: BranchedStories) -> None:
    for status in ("working", "stuck", "working"):
        stories.move("TKT-1", status)
    stories.git("switch", "-q", "-c", "side")
    stories.move("TKT-1", "closed")
    stories.git("switch", "-q", "main")
    stories.move("TKT-1", "closed")
    assert [path.suffix for path in (stories.root / "tickets/TKT-1/ledger").iterdir()] == [".jsonl"]
    stories.merge("side")
    story = stories.story("TKT-1")
    assert len(story_ledger(story).entries) == 6
    assert stories.codes() == ["ledger-fork"]
    reconcile(story, ReconcileRequest(ledger_sides(story)[0].tip.id, "Ada", "both are closed"))
    assert stories.codes() == []


def test_the_lines_of_both_branches_in_an_older_ledger(fork: BranchedStories) -> None:
    story = fork.story("TKT-1")
    ledgers.to_old_ledger(Path(story.folder))
    assert [side.status for side in ledger_sides(story)] != []
    reconcile(story, ReconcileRequest(ledger_sides(story)[0].tip.id, "Ada", "the first one"))
    assert ledger_sides(story) == ()


def test_an_entry_that_was_changed_is_a_gap_and_history_rewritten(stories: BranchedStories) -> None:
    stories.move("TKT-1", "working")
    first_entry = ledgers.ledger_files(stories.root / "tickets/TKT-1")[0]
    first_entry.write_text(first_entry.read_text().replace('"revi"', '"eve"'))
    assert sorted(stories.codes()) == ["history-rewritten", "ledger-gap"]
    stories.commit()
    assert sorted(stories.codes()) == ["history-rewritten", "ledger-gap"]


def test_the_command_line(fork: BranchedStories) -> None:
    listing = call_program("revi", fork.root, "story", "reconcile", "TKT-1")
    assert listing.code == 0
    commands = [line.partition("keep it: revi ")[2] for line in listing.stdout.splitlines() if "keep it: " in line]
    assert len(commands) == 2
    answer = call_program("revi", fork.root, *commands[0].split())
    assert (answer.code, answer.stdout.startswith("TKT-1: reconciled; the status is ")) == (0, True)
    listing = call_program("revi", fork.root, "story", "reconcile", "TKT-1")
    assert (listing.code, listing.stdout) == (0, "TKT-1: the ledger is one chain; there is nothing to reconcile\n")


def test_what_moves_append_on_two_branches_merges_line_by_line(tmp_path: Path) -> None:
    """In the repository that `init` writes, whose git attributes merge traces and token logs."""
    stories = object.__new__(BranchedStories)
    stories.root = tmp_path
    stories.git("init", "-q", "-b", "main")
    assert call_program("revi-docs", tmp_path, "init", "--workflow", "revi").code == 0

    def call(*words: str, session: str = "") -> None:
        answer = call_program("revi", tmp_path, *words, env={"CLAUDE_CODE_SESSION_ID": session})
        assert answer.code == 0, answer.stderr

    call("story", "new", "WORK-001", "--title", "T")
    stories.commit()
    for name, branch in (("bob", "side"), ("ann", "main")):
        stories.git("switch", "-q", *(["-c"] if branch == "side" else []), branch)
        call("begin", "WORK-001", "pm-generate-story", session=name)
        call("plumbing", "budget", "record", "WORK-001", "--phase", "pm_story", "--tokens", "100", session=name)
        call("plumbing", "lock", "release", "WORK-001", "--status", "PASS", session=name)
        call("move", "WORK-001", "cancelled", "--actor", name, "--reason", "a reason")
        stories.commit()
    stories.git("merge", "-q", "--no-edit", "side")
    folder = tmp_path / "plans/stories/WORK-001/_implementation"
    assert (folder / "TRACE.jsonl").read_text("utf-8").count('"phase_complete"') == 2
    assert (folder / "TOKEN-LOG.md").read_text("utf-8").count("| pm_story |") == 2
    listing = call_program("revi", tmp_path, "story", "reconcile", "WORK-001")
    command = next(line.partition("keep it: revi ")[2] for line in listing.stdout.splitlines() if "keep it: " in line)
    call(*command.replace("NAME", "ann").replace("TEXT", "same").split())
    assert "nothing to reconcile" in call_program("revi", tmp_path, "story", "reconcile", "WORK-001").stdout


def test_branches_that_add_stories_merge_in_the_lists(tmp_path: Path) -> None:
    """Between the ids of the first branch, next to each other, and after the last one that has a line."""
    stories = BranchedStories(tmp_path)
    stories.create("TKT-2", "TKT-9")
    stories.git("branch", "side")
    stories.create("TKT-3", "TKT-6", "TKT-10", "TKT-12")
    stories.git("switch", "-q", "side")
    stories.create("TKT-1", "TKT-4", "TKT-11", "TKT-13")
    stories.git("switch", "-q", "main")
    stories.git("merge", "-q", "--no-edit", "side")  # Fails for a conflict.
    assert {status.state for status in open_workspace(tmp_path).file_statuses} == {DriftState.CLEAN}
    assert "<!-- TKT-30 -->\n\n<!-- revi:generated -->" in (tmp_path / "tickets/index.md").read_text()
