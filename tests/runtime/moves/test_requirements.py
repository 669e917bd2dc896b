"""What a move requires: every reason at once, every fix literally, and each piece of evidence missing alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from revi_docs.decide.compiled_contract import ConditionSpec
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.locks.phase_locks import LockRequest, acquire, release
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.status_moves import MoveRequest, check_move, move
from revi_docs.runtime.story_files.story_writer import NewStory, StoryAdoption, adopt_story, create_story
from tests.support.literal_fixes import apply_fix, supply_evidence, unmet
from tests.support.runtime_fixtures import Revi

WALK = (
    MoveRequest("generated", "pm-generate-story", "finished"),
    MoveRequest("in-elaboration", "elab-story", "started"),
    MoveRequest("ready-to-work", "elab-story", verdict="PASS"),
    MoveRequest("in-progress", "dev-implement-story", "started"),
    MoveRequest("ready-for-qa", "dev-implement-story", verdict="PASS"),
    MoveRequest("in-qa", "qa-verify-story", "started"),
    MoveRequest("uat", "qa-verify-story", verdict="PASS"),
    MoveRequest("completed", "qa-gate", verdict="PASS"),
)
"""The shortest walk from `pending` to `completed`."""

EXPECTED_REASONS: Mapping[str, tuple[str, ...]] = {
    "ready-to-work": ("there is no elaboration",),
    "ready-for-qa": ("there is no verification", "there is no proof"),
    "uat": ("there is no qa_verify",),
    "completed": (
        "there is no qa_gate",
        "no person is named",
        *(f"the check '{name}' has no recorded run" for name in ("lint", "types", "tests")),
        "there is no code_review or review",
        "there is no token_log",
    ),
}
"""Target → why the story cannot go there, if nothing but the evidence of the moves before was written."""


WATCHED = {"story", "elaboration", "verification", "proof", "code_review", "qa_verify", "qa_gate"}
"""The artifacts that some move wants to be new, and `story`, by which reruns are decided."""


def pending_story(workflow: Repository) -> StoryPaths:
    story = workflow.story_paths("REVI-016")
    create_story(story, NewStory("A story"))
    return story


def work(story: StoryPaths, request: MoveRequest) -> MoveRequest:
    """The request of a session that holds the lock of the command's phase."""
    phase = story.repository.contract.commands[request.by].phase
    assert phase is not None
    acquire(story, LockRequest(current_identity("me"), phase, request.by))
    return request._replace(owner="me")


def walk(story: StoryPaths, *, until: str) -> MoveRequest:
    """Move a story with evidence until the next move leads to the status. Returns that move's request."""
    for request in WALK:
        attempt = work(story, request)
        if request.target == until:
            return attempt
        move(story, supply_evidence(story, attempt))
        release(story, "me", "PASS")
    raise AssertionError(until)


def test_the_bare_walk_is_refused_at_the_first_move_that_lacks_evidence(workflow: Repository) -> None:
    story, targets = pending_story(workflow), []
    for request in WALK:
        attempt = work(story, request)
        reasons = tuple(reason.message for reason in unmet(story, attempt))
        if reasons:
            break
        move(story, attempt)
        targets.append(request.target)
        release(story, "me", "PASS")
    assert targets == ["generated", "in-elaboration"]
    assert reasons == EXPECTED_REASONS["ready-to-work"]
    with pytest.raises(CommandError) as error_info:
        move(story, attempt)
    assert error_info.value.code == "unmet-requirements"
    assert story_ledger(story).status == "in-elaboration"


def test_every_reason_is_given_at_once_and_every_fix_removes_its_reason(workflow: Repository) -> None:
    """`supply_evidence` does literally what each fix says, and fails for one that does not help."""
    story = pending_story(workflow)
    for request in WALK:
        attempt = work(story, request)
        assert tuple(reason.message for reason in unmet(story, attempt)) == EXPECTED_REASONS.get(request.target, ())
        move(story, supply_evidence(story, attempt))
        release(story, "me", "PASS")
    entries = [entry.fields for entry in story_ledger(story).entries if entry.event == "moved"]
    assert [entry["to"] for entry in entries] == [request.target for request in WALK]
    assert set(entries[-1]["artifacts"]) == WATCHED


def test_each_artifact_removed_alone_is_refused(workflow: Repository) -> None:
    story, refused = pending_story(workflow), set()
    for request in WALK:
        attempt = supply_evidence(story, work(story, request))
        for condition in _conditions(story, attempt):
            for kind in condition.names if condition.kind == "new" else ():
                file = _file(story, kind)
                text = file.read_bytes()
                file.unlink()
                assert f"there is no {kind}" in [reason.message for reason in unmet(story, attempt)]
                file.write_text(" \n")  # an empty file is no evidence
                assert f"there is no {kind}" in [reason.message for reason in unmet(story, attempt)]
                file.write_bytes(text)
                refused.add(kind)
        move(story, attempt)
        release(story, "me", "PASS")
    assert refused == WATCHED - {"code_review", "story"}


def _file(story: StoryPaths, kind: str) -> Path:
    """The only file of an artifact."""
    prefix = Path(story.repository.section("artifacts")[kind]["file"].split("{")[0]).name
    (file,) = Path(story.folder).rglob(f"{prefix}*")
    return file


def _conditions(story: StoryPaths, request: MoveRequest) -> tuple[ConditionSpec, ...]:
    status = story_ledger(story).status
    transitions = story.repository.contract.transitions
    return next(
        item.requires
        for item in transitions
        if (item.source, item.target, item.by) == (status, request.target, request.by)
        and (item.verdict or "") == request.verdict
    )


def test_new_means_by_content_and_not_by_time(workflow: Repository) -> None:
    story = pending_story(workflow)
    report = Path(story.file("QA-VERIFY-REVI-016-20260101-0000.md"))
    report.write_text("# Verification\n\n## Verdict\n\nPASS\n")
    _adopt(story, "in-qa")
    attempt = work(story, MoveRequest("uat", "qa-verify-story", verdict="PASS"))
    unchanged = "qa_verify has not changed since the story became 'in-qa'"
    assert [reason.message for reason in unmet(story, attempt)] == [unchanged]
    os.utime(report)
    report.rename(report.with_name("QA-VERIFY-REVI-016-20991231-2359.md"))
    assert [reason.message for reason in unmet(story, attempt)] == [unchanged]
    report = report.with_name("QA-VERIFY-REVI-016-20991231-2359.md")
    report.write_text(report.read_text() + "\nAgain.\n")
    os.utime(report, (1, 1))
    assert unmet(story, attempt) == ()


def test_a_pass_typed_over_a_recorded_failure_is_refused(workflow: Repository) -> None:
    story = pending_story(workflow)
    attempt = walk(story, until="ready-for-qa")
    supply_evidence(story, attempt)
    Path(story.file("_implementation/VERIFICATION.yaml")).write_text("result: FAIL\n")
    (reason,) = unmet(story, attempt)
    assert reason.message == "verification records 'FAIL', not 'PASS'"
    assert reason.fix == "run 'revi plumbing move REVI-016 in-progress --by dev-implement-story --verdict FAIL'"
    assert move(story, attempt._replace(target="in-progress", verdict="FAIL")).stays


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"event": "circuit-opened", "failures": 3}, "the circuit breaker is open"),
        (
            {
                "event": "budget-breached",
                "phase": "qa_verification",
                "tokens": 120_000,
                "limit": 100_000,
                "cause": "hard_gate",
            },
            "the phase qa_verification is above its hard limit",
        ),
    ],
)
def test_an_open_circuit_and_a_breached_hard_gate(
    workflow: Repository, revi: Revi, fields: dict[str, object], message: str
) -> None:
    story = pending_story(workflow)
    attempt = supply_evidence(story, walk(story, until="uat"))
    with exclusive_access(story):
        event = str(fields["event"])
        append_entry(story, event, now_ms(), {"actor": "x", **{k: v for k, v in fields.items() if k != "event"}})
    (reason,) = unmet(story, attempt)
    assert reason.message == message
    apply_fix(story, attempt, reason, revi)
    assert unmet(story, attempt) == ()


def test_a_breach_at_a_level_that_only_warns_is_no_reason(workflow: Repository) -> None:
    story = pending_story(workflow)
    attempt = supply_evidence(story, walk(story, until="uat"))
    with exclusive_access(story):
        fields = {"actor": "x", "phase": "qa_verification", "tokens": 120_000, "limit": 100_000, "cause": "advisory"}
        append_entry(story, "budget-breached", now_ms(), fields)
    assert unmet(story, attempt) == ()


def _dependent(workflow: Repository) -> tuple[StoryPaths, StoryPaths, MoveRequest]:
    other = workflow.story_paths("REVI-017")
    create_story(other, NewStory("Another"))
    story = workflow.story_paths("REVI-016")
    create_story(story, NewStory("A story", depends_on=("REVI-017",)))
    return story, other, walk(story, until="in-progress")


def _adopt(story: StoryPaths, status: str) -> None:
    shutil.rmtree(Path(story.folder) / "ledger", ignore_errors=True)
    adopt_story(story, StoryAdoption(status, "Ada", ("made here",)))


def test_a_dependency_must_be_accepted(workflow: Repository) -> None:
    story, other, attempt = _dependent(workflow)
    (reason,) = unmet(story, attempt)
    assert reason.message == "it depends on REVI-017, which is 'pending'"
    _adopt(other, "uat")
    assert [item.message for item in unmet(story, attempt)] == ["it depends on REVI-017, which is 'uat'"]
    _adopt(other, "cancelled")
    assert [item.message for item in unmet(story, attempt)] == ["it depends on REVI-017, which is 'cancelled'"]
    _adopt(other, "completed")
    assert unmet(story, attempt) == ()
    shutil.rmtree(Path(other.folder) / "ledger")
    (reason,) = unmet(story, attempt)
    assert reason.message == "it depends on REVI-017, which has no status"
    apply_fix(story, attempt, reason)
    assert unmet(story, attempt) == ()


def test_accepted_parts_replace_a_superseded_story(workflow: Repository) -> None:
    story, other, attempt = _dependent(workflow)
    parts = [workflow.story_paths(name) for name in ("REVI-018", "REVI-019")]
    for part in parts:
        create_story(part, NewStory("A part"))
    _adopt(other, "superseded")
    assert [item.message for item in unmet(story, attempt)] == ["it depends on REVI-017, which is 'superseded'"]
    text = Path(other.story).read_text()
    Path(other.story).write_text(text.replace("---\n", "---\nsuperseded_by: [REVI-018, REVI-019]\n", 1))
    _adopt(parts[0], "completed")
    assert [item.message for item in unmet(story, attempt)] == ["it depends on REVI-017, which is 'pending'"]
    _adopt(parts[1], "completed")
    assert unmet(story, attempt) == ()


def test_a_person_can_force_where_the_contract_allows_it(workflow: Repository) -> None:
    story, _, attempt = _dependent(workflow)
    release(story, "me", "PASS")
    forced = attempt._replace(force=True, owner="")
    with pytest.raises(CommandError) as error_info:
        move(story, forced)
    assert error_info.value.code == "person-needed"
    result = move(story, forced._replace(actor="Ada", reason="it is urgent"))
    fields = story_ledger(story).entries[-1].fields
    assert result.missing == ("it depends on REVI-017, which is 'pending'",)
    assert (fields["actor"], fields["reason"], fields["missing"]) == ("Ada", "it is urgent", list(result.missing))


def test_nobody_can_force_what_the_contract_does_not_let_be_forced(workflow: Repository) -> None:
    story = pending_story(workflow)
    attempt = walk(story, until="completed")
    with pytest.raises(CommandError) as error_info:
        move(story, attempt._replace(force=True, actor="Ada", reason="late"))
    assert error_info.value.code == "force-not-allowed"


def test_moves_to_blocked_or_cancelled_and_negative_verdicts_need_nothing(workflow: Repository) -> None:
    """From every status that a story can reach, a person has a legal move without any evidence."""
    contract = workflow.contract
    for transition in contract.transitions:
        target = contract.statuses[transition.target]
        if target.counts_as_blocked or (target.terminal and not target.accepted) or transition.verdict == "FAIL":
            assert transition.requires == (), transition
    for status, spec in contract.statuses.items():
        exits = [item for item in contract.transitions if item.source == status and item.by != "system"]
        assert spec.terminal or any(item.force or not item.requires for item in exits), status


def test_can_shows_what_move_refuses(workflow: Repository, revi: Revi) -> None:
    story = pending_story(workflow)
    attempt = walk(story, until="completed")
    words = (story.id, attempt.target, "--by", attempt.by, "--verdict", attempt.verdict, "--owner", "me")
    can, move_answer = revi("can", *words), revi("move", *words)
    assert (can.exit, can.document) == (1, move_answer.document)
    assert can.document["reasons"] == [reason._asdict() for reason in unmet(story, attempt)]
    with pytest.raises(CommandError):
        check_move(story, attempt)
