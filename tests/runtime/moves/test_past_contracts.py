"""A contract that changes never makes a story unusable: entries are judged by the names of their time."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.moves.reconciliation import ContinueRequest, continue_stranded
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from tests.support.branched_stories import CONTRACT, BranchedStories
from tests.support.command_line import call_program


@pytest.fixture
def stories(tmp_path: Path) -> BranchedStories:
    stories = BranchedStories(tmp_path)
    stories.create("TKT-1")
    stories.move("TKT-1", "working")
    return stories


RENAMED = CONTRACT.replace("working", "doing").replace("doing: {}", "doing: {ALIAS}")
WITHOUT_STUCK = (
    CONTRACT.replace("  stuck: {}\n", "").replace("[open, stuck]", "open")
    .replace("  - {from: [open, working], to: stuck, by: manual, event: held}\n", "")
)  # fmt: skip


@pytest.mark.parametrize(
    "contract",
    [
        pytest.param(RENAMED.replace("ALIAS", "aliases: [working]"), id="alias"),
        pytest.param(
            CONTRACT.replace("working: {}", "working: {deprecated: {renamed_to: doing}}\n  doing: {}")
            .replace("to: working,", "to: doing,").replace("from: working", "from: doing")
            .replace("[open, working]", "[open, doing]"),
            id="deprecated",
        ),
    ],
)  # fmt: skip
def test_a_status_is_renamed(stories: BranchedStories, contract: str) -> None:
    stories.write_contract(contract)
    assert stories.codes() == []
    assert story_ledger(stories.story("TKT-1")).status == "doing"
    assert "  status     doing\n" in call_program("revi", stories.root, "story", "show", "TKT-1").stdout
    stories.move("TKT-1", "closed")
    assert stories.codes() == []


def test_a_status_is_renamed_without_an_alias(stories: BranchedStories) -> None:
    stories.write_contract(RENAMED.replace("ALIAS", ""))
    assert stories.codes() == ["ledger-name"]
    answer = call_program("revi", stories.root, "move", "TKT-1", "closed")
    fix = (
        "add 'aliases: [working]' to the status that replaced it in revi.yml, or choose a status: "
        "'revi story reconcile TKT-1'"
    )
    expected = f"ledger-name: TKT-1 is in 'working', which is no longer a status\n  fix: {fix}\n"
    assert (answer.code, answer.stderr) == (3, expected)


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("target", ["doing", "stuck"])
def test_the_alias_comes_after_the_story_was_reconciled(
    stories: BranchedStories, target: str, is_committed: bool
) -> None:
    stories.write_contract(RENAMED.replace("ALIAS", ""))
    continue_stranded(stories.story("TKT-1"), ContinueRequest(target, "Ada", "it was renamed"))
    if is_committed:
        stories.commit()
    stories.write_contract(RENAMED.replace("ALIAS", "aliases: [working]"))
    if "ledger-path" in stories.codes():
        accept(stories, target)
    assert stories.codes() == []
    stories.move("TKT-1", "closed" if target == "doing" else "doing")
    assert stories.codes() == []


def accept(stories: BranchedStories, status: str) -> None:
    """Accept the ledger as the command that shows it says."""
    words = ("story", "reconcile", "TKT-1")
    shown = call_program("revi", stories.root, *words)
    assert "accept it: revi story reconcile TKT-1 --to STATUS --actor NAME --reason WHY\n" in shown.stdout
    answer = call_program("revi", stories.root, *words, "--to", status, "--actor", "Ada", "--reason", "it is right")
    assert (answer.code, answer.stdout) == (0, f"TKT-1: continues in {status}\n")


def test_an_alias_is_removed_again(stories: BranchedStories) -> None:
    stories.write_contract(RENAMED.replace("ALIAS", "aliases: [working]"))
    stories.commit()
    stories.move("TKT-1", "stuck")
    stories.write_contract(RENAMED.replace("ALIAS", ""))
    assert stories.codes() == ["ledger-name"]
    stories.move("TKT-1", "doing")
    assert stories.codes() == ["ledger-name"]


def test_a_person_accepts_an_entry_that_no_commit_explains(tmp_path: Path) -> None:
    """The entry is not committed, and the contract no longer allows it."""
    stories = BranchedStories(tmp_path)
    stories.create("TKT-1")
    move(stories.story("TKT-1"), MoveRequest("working", "manual", actor="Ada", reason="why"))
    stories.write_contract(CONTRACT.replace("event: started", "event: begun"))
    assert stories.codes() == ["ledger-path"]
    with pytest.raises(UnavailableError, match="no transition from 'open' to 'working'"):
        stories.move("TKT-1", "closed")
    accept(stories, "working")
    assert stories.codes() == []
    stories.move("TKT-1", "closed")
    assert stories.codes() == []


def test_a_status_is_retired(stories: BranchedStories) -> None:
    stories.move("TKT-1", "stuck")
    stories.move("TKT-1", "working")
    stories.write_contract(WITHOUT_STUCK + "reserved: {statuses: {stuck: Nothing is stuck any more.}}\n")
    assert stories.codes() == []
    stories.move("TKT-1", "closed")
    assert stories.codes() == []


def test_a_transition_and_its_event_are_gone(stories: BranchedStories) -> None:
    stories.write_contract(CONTRACT.replace("event: started", "event: begun").replace("[open, stuck]", "stuck"))
    assert stories.codes() == []
    stories.move("TKT-1", "closed")
    assert stories.codes() == []


def test_an_entry_that_no_contract_allowed(stories: BranchedStories) -> None:
    """Written by hand and committed; the contract of that commit does not allow it either."""
    path = next((stories.root / "tickets/TKT-1/ledger").glob("0002-*"))
    path.write_text(path.read_text().replace('"to": "working"', '"to": "closed"'))
    assert "ledger-path" in stories.codes()
    stories.commit()
    assert "ledger-path" in stories.codes()


def test_a_contract_below_the_top_of_a_repository(tmp_path: Path) -> None:
    root = tmp_path / "packages/one"
    root.mkdir(parents=True)
    BranchedStories(tmp_path)
    stories = object.__new__(BranchedStories)
    stories.root = root
    stories.write_contract(CONTRACT)
    stories.create("TKT-1")
    stories.move("TKT-1", "working")
    stories.write_contract(CONTRACT.replace("event: started", "event: begun"))
    assert stories.codes() == []
    path = next((root / "tickets/TKT-1/ledger").glob("0001-*"))
    path.write_text(path.read_text().replace('"revi"', '"eve"'))
    assert sorted(stories.codes()) == ["history-rewritten", "ledger-gap"]


SECTIONS = 'artifacts: {story: {file: "{id}.md", sections: [Goal]}}\n'


def test_a_new_section_never_fails_a_story_that_has_ended(tmp_path: Path) -> None:
    stories = BranchedStories(tmp_path, CONTRACT + SECTIONS)
    stories.create("TKT-1", "TKT-2", "TKT-3")
    for story in ("TKT-1", "TKT-2"):
        (tmp_path / f"tickets/{story}/{story}.md").write_text(f"---\nid: {story}\n---\n\n## Goal\n\nAll of it.\n")
    (tmp_path / "tickets/TKT-3/TKT-3.md").write_text("---\nid: TKT-3\n---\n")
    for story, status in (("TKT-1", "working"), ("TKT-1", "closed"), ("TKT-3", "working"), ("TKT-3", "closed")):
        stories.move(story, status)
    assert stories.codes() == ["missing-section"]  # of TKT-3, which had to have it
    stories.write_contract(CONTRACT + SECTIONS.replace("[Goal]", "[Risks, Goal]"))
    problems = [(problem.code, problem.message) for problem in stories.problems()]
    assert problems == [
        ("missing-section", "has no section 'Risks'"), ("missing-section", "has no section 'Goal'"),
    ]  # fmt: skip
    assert [problem.places[0].file for problem in stories.problems()] == [
        "tickets/TKT-2/TKT-2.md", "tickets/TKT-3/TKT-3.md",
    ]  # fmt: skip


def test_a_squashed_branch_ends_a_story_and_then_changes_the_contract(tmp_path: Path) -> None:
    stories = BranchedStories(tmp_path, CONTRACT + SECTIONS)
    stories.create("TKT-1")
    (tmp_path / "tickets/TKT-1/TKT-1.md").write_text("---\nid: TKT-1\n---\n\n## Goal\n\nAll of it.\n")
    stories.commit()
    stories.git("switch", "-q", "-c", "side")
    stories.move("TKT-1", "working")
    stories.move("TKT-1", "closed")
    changed = CONTRACT.replace("event: started", "event: begun")
    stories.write_contract(changed + SECTIONS.replace("[Goal]", "[Goal, Risks]"))
    stories.commit()
    stories.git("switch", "-q", "main")
    stories.git("merge", "-q", "--squash", "side")
    stories.commit()
    assert stories.codes() == []
