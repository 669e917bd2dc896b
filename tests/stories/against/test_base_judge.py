"""`lint --against`: an honest branch has no findings, and each kind of forged history has its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.app.base_lint import lint_against
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.usage_records import record_usage
from revi_docs.runtime.checks.check_runs import run_check
from revi_docs.runtime.checks.trusted_checks import trust
from revi_docs.runtime.moves.reconciliation import ContinueRequest, continue_stranded
from revi_docs.runtime.story_files.story_writer import StoryAdoption, adopt_story
from tests.support.gated_branch import CONTRACT, GATE, GatedBranch
from tests.support.sample_repo import git
from tests.support.workspaces import open_workspace


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    return GatedBranch.create(tmp_path_factory.mktemp("gated") / "open")


@pytest.fixture(scope="module")
def prepared_closed(prepared: GatedBranch, tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    branch = prepared.copy(tmp_path_factory.mktemp("gated") / "closed")
    branch.close()
    return branch


@pytest.fixture
def branch(prepared: GatedBranch, tmp_path: Path) -> GatedBranch:
    return prepared.copy(tmp_path / "work")


@pytest.fixture
def closed(prepared_closed: GatedBranch, tmp_path: Path) -> GatedBranch:
    return prepared_closed.copy(tmp_path / "work")


def findings(branch: GatedBranch, ref: str = "main", *, run_checks: bool = False) -> list[tuple[str, str]]:
    """Code and message of each problem, without the story and the base."""
    problems = lint_against(open_workspace(branch.root), ref, run_checks=run_checks)
    return [(problem.code, problem.message.removeprefix("TKT-1").removeprefix(f", judged by {ref}").lstrip(": "))
            for problem in problems]  # fmt: skip


@pytest.mark.parametrize("run_checks", [False, True])
def test_an_honest_branch_has_no_findings(closed: GatedBranch, run_checks: bool) -> None:
    assert findings(closed, run_checks=run_checks) == []


def test_an_honest_branch_after_a_merge_of_its_base(closed: GatedBranch) -> None:
    git(closed.root, "checkout", "-q", "main")
    closed.write("other.txt", "new\n")
    closed.commit()
    git(closed.root, "checkout", "-q", "work")
    git(closed.root, "merge", "-q", "--no-edit", "main")
    assert findings(closed) == []
    assert findings(closed, run_checks=True) == []


def test_what_has_not_been_committed_yet(branch: GatedBranch) -> None:
    branch.move("working", by="make", event="started")
    branch.write(GATE, "verdict: PASS\n")
    run_check(branch.story(), "lint")
    branch.move("closed", by="judge", verdict="PASS")
    assert findings(branch) == []


def test_after_the_merge_nothing_is_new(closed: GatedBranch) -> None:
    assert findings(closed, "work") == []


Forge = Callable[[GatedBranch], None]


def _typed(branch: GatedBranch) -> None:
    branch.type_entry(from_="open", to="working", by="make", cause="started")
    branch.type_entry(from_="working", to="closed", by="judge", verdict="PASS")


def _typed_with_evidence(branch: GatedBranch) -> None:
    branch.write(GATE, "verdict: PASS\n")
    run_check(branch.story(), "lint")
    _typed(branch)


def _skipped(branch: GatedBranch) -> None:
    branch.type_entry(from_="open", to="closed", by="judge", verdict="PASS")


def _accepted(branch: GatedBranch) -> None:
    _skipped(branch)
    continue_stranded(branch.story(), ContinueRequest("closed", "Ada", "it is done"))


def _edited_evidence(branch: GatedBranch) -> None:
    branch.write(GATE, "verdict: PASS\nchecked_by: somebody else\n")
    branch.commit()


def _changed_verdict(branch: GatedBranch) -> None:
    branch.write(GATE, "verdict: FAIL\n")
    branch.commit()


def _removed_evidence(branch: GatedBranch) -> None:
    (branch.root / GATE).unlink()
    branch.commit()


def _changed_check(branch: GatedBranch) -> None:
    branch.write("code.txt", "broken\n")
    branch.write_contract(CONTRACT.replace("[grep, -q, fine, code.txt]", '["true"]'))
    trust(open_repository(str(branch.root)), "lint", "Ada")
    branch.close()


def _lowered_requirement(branch: GatedBranch) -> None:
    text = CONTRACT.replace(", requires: {PASS: {new: gate, verdict: gate, run: lint}}", "")
    branch.write_contract(text.replace(", requires: {artifact: gate, verdict: gate}}", "}"))
    branch.move("working", by="make", event="started")
    branch.move("closed", by="judge", verdict="PASS")
    branch.commit()


def _added_transition(branch: GatedBranch) -> None:
    text = CONTRACT.replace("from: [open, working], to: stuck", "from: [open, working], to: closed")
    branch.write_contract(text.replace(", requires: {artifact: gate, verdict: gate}}", "}"))
    branch.move("closed", by="manual", actor="Ada", reason="it is done")
    branch.commit()


def _added_status(branch: GatedBranch) -> None:
    text = CONTRACT.replace("  stuck:", "  shipped: {terminal: true}\n  stuck:")
    branch.write_contract(text.replace("to: stuck", "to: shipped"))
    branch.move("shipped", by="manual", actor="Ada", reason="it is done")
    branch.commit()


def _altered_entry(branch: GatedBranch) -> None:
    file = branch.entry_file(0)
    file.write_text(file.read_text("utf-8").replace('"open"', '"open" '), "utf-8")
    branch.commit()


def _removed_entry(branch: GatedBranch) -> None:
    branch.entry_file(0, "TKT-2").unlink()
    branch.commit()


def _failed_record(branch: GatedBranch) -> None:
    branch.edit_record({"result": "failed", "exitCode": 1})


def _other_files(branch: GatedBranch) -> None:
    branch.edit_record({"files": "0" * 32})


def _forced_without_person(branch: GatedBranch) -> None:
    branch.type_entry(from_="open", to="closed", by="make", cause="trivial", actor="make", missing=["no gate"])


def _forced_where_not_allowed(branch: GatedBranch) -> None:
    branch.type_entry(from_="open", to="working", by="make", cause="started")
    branch.type_entry(
        from_="working", to="closed", by="judge", verdict="PASS", actor="Ada", reason="late", missing=["no gate"]
    )


def _manual_without_person(branch: GatedBranch) -> None:
    branch.type_entry(from_="open", to="stuck", by="manual", actor="manual", reason="it waits")


def _unknown_digest(branch: GatedBranch) -> None:
    branch.write(GATE, "verdict: PASS\n")
    run_check(branch.story(), "lint")
    branch.type_entry(from_="open", to="working", by="make", cause="started")
    record = json.loads((branch.root / "tickets/TKT-1/_implementation/checks/lint.json").read_text("utf-8"))
    branch.type_entry(
        from_="working", to="closed", by="judge", verdict="PASS",
        artifacts={"gate": "0" * 32}, checks={"lint": record["files"]},
    )  # fmt: skip


def _moved_stories(branch: GatedBranch) -> None:
    git(branch.root, "mv", "tickets", "stories")
    branch.write_contract(CONTRACT.replace("tickets/{id}", "stories/{id}"))
    file = branch.root / "stories" / "TKT-1" / "ledger"
    entry = next(file.iterdir())
    entry.write_text(entry.read_text("utf-8").replace('"open"', '"working"'), "utf-8")
    branch.commit()


NO_GATE = ("unproven-entry", "there is no gate")
NO_RUN = ("unproven-entry", "the check 'lint' was not run yet")
CHANGED = ("changed-evidence", "gate is not the one that the entry records")

FORGERIES: list[tuple[Forge, list[tuple[str, str]]]] = [
    (_typed, [NO_RUN, NO_GATE]),
    (_typed_with_evidence, [
        ("unproven-entry", "it records no digest of gate"),
        ("unproven-entry", "the check 'lint' has no run that the entry records"),
    ]),
    (_skipped, [("unjustified-entry", "no transition from 'open' to 'closed' by judge with PASS")]),
    (_accepted, [
        ("unjustified-entry", "no transition from 'open' to 'closed' by judge with PASS"),
        ("manual-entry", "Ada reconciled: it is done"),
    ]),
    (_changed_check, [("unproven-entry", "the check 'lint' ran another command than the contract of the base has")]),
    (_lowered_requirement, [NO_RUN, NO_GATE]),
    (_added_transition, [
        ("manual-entry", "Ada moved the story to 'closed': it is done"),
        ("unjustified-entry", "no transition from 'open' to 'closed' by manual"),
    ]),
    (_added_status, [
        ("manual-entry", "Ada moved the story to 'shipped': it is done"),
        ("unjustified-entry", "'shipped' is not a status of the contract"),
    ]),
    (_forced_without_person, [
        ("forced-entry", "no person overruled 'no gate'"),
        ("unjustified-entry", "a forced move gives no reason"),
        ("unjustified-entry", "a forced move names no person"),
    ]),
    (_forced_where_not_allowed, [
        ("forced-entry", "Ada overruled 'no gate': late"),
        ("unjustified-entry", "no person can force this transition"),
    ]),
    (_manual_without_person, [
        ("manual-entry", "no person moved the story to 'stuck': it waits"),
        ("unjustified-entry", "a manual move names no person"),
    ]),
    (_unknown_digest, [CHANGED]),
]  # fmt: skip
"""Forgery on a branch with two open stories → its findings."""

LATER_FORGERIES: list[tuple[Forge, list[tuple[str, str]]]] = [
    (_edited_evidence, [CHANGED]),
    (_changed_verdict, [CHANGED]),
    (_removed_evidence, [CHANGED]),
    (_failed_record, [("unproven-entry", "the check 'lint' failed with exit code 1")]),
    (_other_files, [("unproven-entry", "the check 'lint' ran before the last change")]),
]
"""Forgery after TKT-1 was closed honestly → its findings."""


@pytest.mark.parametrize(("forge", "expected"), FORGERIES, ids=lambda value: getattr(value, "__name__", ""))
def test_forged_entries(branch: GatedBranch, forge: Forge, expected: list[tuple[str, str]]) -> None:
    forge(branch)
    assert findings(branch) == expected


@pytest.mark.parametrize(("forge", "expected"), LATER_FORGERIES, ids=lambda value: getattr(value, "__name__", ""))
def test_forged_evidence(closed: GatedBranch, forge: Forge, expected: list[tuple[str, str]]) -> None:
    forge(closed)
    assert findings(closed) == expected


@pytest.mark.parametrize("forge", [_altered_entry, _removed_entry, _moved_stories])
def test_rewritten_entries(branch: GatedBranch, forge: Forge) -> None:
    forge(branch)
    assert "history-rewritten" in {code for code, _ in findings(branch)}


def test_evidence_edited_after_the_story_was_merged(closed: GatedBranch) -> None:
    git(closed.root, "checkout", "-q", "-B", "main")
    git(closed.root, "checkout", "-q", "-b", "later")
    _changed_verdict(closed)
    assert findings(closed) == [CHANGED]


def test_what_only_a_person_vouches_for_is_listed(branch: GatedBranch) -> None:
    branch.move("closed", by="make", event="trivial", force=True, actor="Ada", reason="a typo")
    branch.move("stuck", story="TKT-2", by="manual", actor="Ben", reason="it waits")
    branch.write("tickets/TKT-3/TKT-3.md", "---\nid: TKT-3\n---\n")
    adopt_story(branch.story("TKT-3"), StoryAdoption("working", "Cleo", ("notes.txt",)))
    branch.commit()
    assert story_ledger(branch.story()).status == "closed"
    assert findings(branch) == [
        ("forced-entry", "Ada overruled 'there is no gate': a typo"),
        ("manual-entry", "TKT-2: Ben moved the story to 'stuck': it waits"),
        ("self-stated-entry", "TKT-3: Cleo adopted it as 'working' with notes.txt"),
    ]


def test_evidence_that_no_commit_has_is_listed(branch: GatedBranch) -> None:
    branch.write_contract(CONTRACT.replace("closed, by: judge", "open, by: judge"))
    branch.commit()
    git(branch.root, "checkout", "-q", "-B", "main")
    git(branch.root, "checkout", "-q", "-b", "later")
    for number in (1, 2):
        branch.move("working", by="make", event="started")
        branch.write(GATE, f"verdict: PASS\nnumber: {number}\n")
        run_check(branch.story(), "lint")
        branch.move("open", by="judge", verdict="PASS")
    branch.commit()
    assert findings(branch) == [("self-stated-entry", "the gate that it records is in no commit")]


def test_a_base_without_a_contract(closed: GatedBranch) -> None:
    git(closed.root, "checkout", "-q", "--orphan", "empty")
    git(closed.root, "rm", "-r", "-q", "--cached", ".")
    git(closed.root, "commit", "-q", "--allow-empty", "-m", "nothing")
    git(closed.root, "checkout", "-q", "-f", "work")
    assert findings(closed, "empty") == [
        ("no-base-contract", "'empty' has no revi.yml, so new entries are judged by the contract here")
    ]


def record_tokens(branch: GatedBranch, tokens: int, actor: str) -> None:
    record_usage(branch.story(), PhaseRef("making", source=TokenSource(tokens=tokens), actor=actor))
    branch.commit()


def test_tokens_that_somebody_stated_are_listed(tmp_path: Path) -> None:
    text = CONTRACT.replace("artifacts:\n", "phases: {making: {}}\nartifacts:\n  token_log: {file: TOKENS.md}\n")
    branch = GatedBranch.create(tmp_path / "work", text)
    record_tokens(branch, 100, "Ben")
    git(branch.root, "branch", "-f", "main")
    record_tokens(branch, 61_000, "Ada")
    problems = lint_against(open_workspace(branch.root), "main", run_checks=False)
    assert [(problem.code, problem.message, str(problem.places[0])) for problem in problems] == [
        ("self-stated-entry", "TKT-1: Ada stated 61,000 tokens of making", "tickets/TKT-1/TOKENS.md:6:1")
    ]
