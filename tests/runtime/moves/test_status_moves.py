"""Moves: every pair of statuses, who may move a story, what changes, and what is rejected."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.transition_check import can_transition
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import exclusive_access, story_ledger
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire, release
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, check_move, move, move_by_system
from revi_docs.runtime.story_files.story_writer import NewStory, StoryAdoption, adopt_story, create_story
from tests.support import ledgers
from tests.support.literal_fixes import supply_evidence
from tests.support.runtime_fixtures import Revi
from tests.vectors.reference import Reference
from tests.vectors.vector_rows import pairs


def story_in_status(workflow: Repository, story_id: str, status: str) -> StoryPaths:
    """A story in a status."""
    story = workflow.story_paths(story_id)
    create_story(story, NewStory("A story"))
    shutil.rmtree(Path(story.folder) / "ledger")
    adopt_story(story, StoryAdoption(status, "test", ("made here",)))
    return story


def steps(story: StoryPaths) -> list[dict[str, Any]]:
    return ledgers.entries(Path(story.folder))


def move_requests(workflow: Repository, source: str, target: str) -> list[MoveRequest]:
    """A complete request for each transition between two statuses; without a transition, a minimal one."""
    contract_transitions = [
        item for item in workflow.contract.transitions if (item.source, item.target) == (source, target)
    ]
    output = [
        MoveRequest(target, item.by, item.event or "", item.verdict or "", "Ada", "it must be", owner="me")
        for item in contract_transitions
    ]
    return output or [MoveRequest(target, owner="me")]


def test_every_pair_of_statuses(root: Path, workflow: Repository) -> None:
    """All 289 pairs with complete requests: the story moves exactly if the vectors say so."""
    contract = workflow.contract
    vectors = {
        (source, target): answer for (source, target, _), answer in pairs(Reference((root / "revi.yml").read_text()))
    }
    assert len(vectors) == 289
    number = 100
    for source, target in product(contract.statuses, repeat=2):
        for move_request in move_requests(workflow, source, target):
            number += 1
            story = story_in_status(workflow, f"REVI-{number}", source)
            command = contract.commands.get(move_request.by)
            if command is not None and command.phase:
                acquire(story, LockRequest(current_identity("me"), command.phase, move_request.by))
            try:
                result = move(story, supply_evidence(story, move_request)).target == target
            except CommandError as refusal:
                result = refusal.code == "system-transition"
                if result:
                    with exclusive_access(story):
                        result = move_by_system(story, move_request.event, "revi") is not None
            assert result == vectors[source, target] == can_transition(contract, source, target), (source, target)
            assert story_ledger(story).status == (target if result else source)


@pytest.mark.parametrize(
    ("move_request", "code"),
    [
        pytest.param(MoveRequest("blocked", "manual"), "person-needed", id="a person without a name"),
        pytest.param(MoveRequest("blocked", "manual", actor="Ada"), "person-needed", id="a person without a reason"),
        pytest.param(MoveRequest("blocked", "system"), "system-transition", id="nobody takes the system's way"),
        pytest.param(MoveRequest("needs-work", "qa-verify-story", verdict="FAIL"), "lock-not-held", id="no lock"),
        pytest.param(MoveRequest("completed"), "illegal-transition", id="no way"),
        pytest.param(MoveRequest("uat", "qa-verify-story", verdict="FAIL"), "illegal-transition", id="another verdict"),
        pytest.param(MoveRequest("uat", "qa-gate"), "illegal-transition", id="another command"),
        pytest.param(MoveRequest("blocked", "manual", event="dropped"), "illegal-transition", id="another event"),
    ],
)
def test_rejected_moves(workflow: Repository, move_request: MoveRequest, code: str) -> None:
    story = story_in_status(workflow, "REVI-016", "in-qa")
    before = Path(story.story).read_bytes(), ledgers.ledger_bytes(Path(story.folder))
    for act in (check_move, move):
        with pytest.raises(CommandError) as error_info:
            act(story, move_request)
        assert error_info.value.code == code
        assert error_info.value.fix
    assert (Path(story.story).read_bytes(), ledgers.ledger_bytes(Path(story.folder))) == before


def test_a_move_changes_the_ledger_only(workflow: Repository) -> None:
    story = story_in_status(workflow, "REVI-016", "in-qa")
    file = Path(story.story).read_bytes()
    lock = acquire(story, LockRequest(current_identity("me"), "qa_verification", "qa-verify-story"))
    move(story, supply_evidence(story, MoveRequest("uat", verdict="PASS", owner="me")))
    step = steps(story)[-1]
    assert {**step, "timestamp": "", "artifacts": set(step["artifacts"])} == {
        "timestamp": "",
        "storyId": "REVI-016",
        "event": "moved",
        "actor": "me",
        "from": "in-qa",
        "to": "uat",
        "by": "qa-verify-story",
        "verdict": "PASS",
        "fence": lock.owner.fence,
        "artifacts": {"qa_verify", "story"},
    }
    assert Path(story.story).read_bytes() == file


def test_a_verdict_after_which_a_story_stays(workflow: Repository) -> None:
    story = story_in_status(workflow, "REVI-016", "uat")
    acquire(story, LockRequest(current_identity("me"), "qa_verification", "qa-gate"))
    result = move(story, MoveRequest("uat", "qa-gate", verdict="CONCERNS", owner="me"))
    assert result.stays
    assert [item["event"] for item in steps(story)] == ["adopted", "gated"]
    assert story_ledger(story).status == "uat"
    with pytest.raises(CommandError, match="there is no transition from 'uat' to 'uat'"):
        move(story, MoveRequest("uat", "qa-gate", verdict="PASS", owner="me"))


def test_who_lost_the_lock_moves_nothing(workflow: Repository) -> None:
    story = story_in_status(workflow, "REVI-016", "in-qa")
    old = acquire(story, LockRequest(current_identity("one"), "qa_verification", "qa-verify-story")).owner
    release(story, "one", "FAIL")
    new = acquire(story, LockRequest(current_identity("two"), "qa_verification", "qa-verify-story")).owner
    assert new.fence > old.fence
    with pytest.raises(CommandError, match="is locked by two"):
        move(story, MoveRequest("needs-work", "qa-verify-story", verdict="FAIL", owner="one", fence=old.fence))
    with pytest.raises(CommandError, match="is outdated"):
        move(story, MoveRequest("blocked", "manual", actor="Ada", reason="r", owner="one", fence=old.fence))
    assert current_owner(story) == new


def test_a_status_that_cannot_be_removed_is_reported_and_the_story_moves(workflow: Repository) -> None:
    story = story_in_status(workflow, "REVI-016", "in-qa")
    file = Path(story.story)
    text = file.read_text().replace("created_at", "status: in-qa\nstatus: uat\ncreated_at")
    file.write_text(text)
    result = move(story, MoveRequest("blocked", "manual", actor="Ada", reason="r"))
    assert result.sync_error == ("REVI-016.md: the field 'status' occurs on lines 4 and 5; delete all but one")
    assert file.read_text() == text
    assert story_ledger(story).status == "blocked"


@pytest.mark.parametrize("line", ["'status' : &it in-qa  # so far", "status: in-qa", "status: |\n  in-qa"])
def test_a_status_in_any_notation_is_removed(workflow: Repository, line: str) -> None:
    story = story_in_status(workflow, "REVI-016", "in-qa")
    file = Path(story.story)
    text = file.read_text()
    file.write_text(text.replace("created_at", f"{line}\ncreated_at"))
    result = move(story, MoveRequest("blocked", "manual", actor="Ada", reason="r"))
    assert (result.sync_error, file.read_text()) == ("", text)


def test_two_movers_at_once(revi: Revi, workflow: Repository) -> None:
    """Twelve processes request the same move at once: one makes it, the others get an error."""
    story = story_in_status(workflow, "REVI-016", "in-qa")
    words = ("move", "REVI-016", "blocked", "--by", "manual", "--actor", "Ada", "--reason", "r")
    with ThreadPoolExecutor(12) as threads:
        codes = sorted(output.code for output in threads.map(lambda _: revi(*words), range(12)))
    assert codes == [*["illegal-transition"] * 11, "moved"]
    assert [item["event"] for item in steps(story)] == ["adopted", "moved"]
