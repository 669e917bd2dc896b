"""What a status may change: files changed since the story reached it, at the move, in CI and in hooks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.app.base_lint import lint_against
from revi_docs.runtime.moves.requirements import UnmetRequirementsError
from revi_docs.runtime.moves.status_moves import MoveRequest, move
from tests.support.gated_branch import GatedBranch
from tests.support.workspaces import open_workspace

LIMITED = """\
revi: 1
project: {prefix: TKT, story_id: "TKT-[0-9]+", stories: "tickets/{id}", time_zone: UTC}
statuses:
  open: {initial: true}
  working: {may_edit: ["src/**", "!src/secret/**"]}
  stuck: {counts_as_blocked: true}
  closed: {terminal: true}
verdicts:
  gate: {values: [PASS, FAIL]}
transitions:
  - {from: open, to: working, by: make, event: started}
  - {from: working, to: closed, by: judge, verdict: PASS}
  - {from: working, to: open, by: judge, verdict: FAIL}
  - {from: working, to: stuck, by: manual}
  - {from: stuck, to: working, by: manual}
commands:
  make: {description: Makes it.}
  judge: {description: Judges it., verdicts: gate}
outputs:
  generated/contract.json: {template: contract.json.j2}
"""
GOOD, BAD = {"by": "judge", "verdict": "PASS"}, {"by": "judge", "verdict": "FAIL"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    """TKT-1 is 'working', and a file outside of its patterns was edited before that."""
    branch = GatedBranch.create(tmp_path_factory.mktemp("limited") / "work", LIMITED)
    branch.write("src/a.py", "a = 1\n")
    branch.write("docs/a.md", "A\n")
    branch.commit()
    branch.write("docs/a.md", "edited before\n")
    branch.write("docs/before.md", "new before\n")
    move(branch.story(), MoveRequest("working", "make", "started"))
    return branch


@pytest.fixture
def branch(prepared: GatedBranch, tmp_path: Path) -> GatedBranch:
    return prepared.copy(tmp_path / "work")


def refused(branch: GatedBranch, **request: str) -> list[str]:
    """The messages with which the move is refused; none if it was made."""
    try:
        branch.move("open" if request["verdict"] == "FAIL" else "closed", **request)
    except UnmetRequirementsError as error:
        return [reason.message for reason in error.reasons]
    return []


def _message(path: str) -> list[str]:
    return [f"{path} was changed, which 'working' does not allow"]


def _write(path: str) -> Callable[[GatedBranch], None]:
    return lambda branch: branch.write(path, "changed\n")


def _committed(branch: GatedBranch) -> None:
    branch.write("docs/b.md", "changed\n")
    branch.commit()


def _renamed(branch: GatedBranch) -> None:
    (branch.root / "src/a.py").rename(branch.root / "a.py")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (_write("src/b.py"), ""),
        (_write("src/deep/b.py"), ""),
        (_write("tickets/TKT-1/NOTES.md"), ""),
        (_write("tickets/TKT-2/TKT-2.md"), ""),
        (_write("src/secret/key.py"), "src/secret/key.py"),
        (_write("docs/b.md"), "docs/b.md"),
        (_write("docs/a.md"), "docs/a.md"),
        (_write("docs/before.md"), "docs/before.md"),
        (_write("code.txt"), "code.txt"),
        (lambda branch: (branch.root / "code.txt").unlink(), "code.txt"),
        (_committed, "docs/b.md"),
        (_renamed, "a.py"),
    ],
)
def test_a_move_is_refused_after_a_change_elsewhere(
    branch: GatedBranch, change: Callable[[GatedBranch], None], path: str
) -> None:
    change(branch)
    assert refused(branch, **GOOD) == (_message(path) if path else [])


def test_a_change_that_was_undone_does_not_count(branch: GatedBranch) -> None:
    branch.write("code.txt", "changed\n")
    assert refused(branch, **GOOD) == _message("code.txt")
    branch.write("code.txt", "fine\n")
    assert refused(branch, **GOOD) == []


def test_what_was_edited_before_and_is_committed_now_is_no_change(branch: GatedBranch) -> None:
    branch.commit()
    assert refused(branch, **GOOD) == []


def test_a_negative_verdict_and_a_person_are_never_stopped(branch: GatedBranch, tmp_path: Path) -> None:
    branch.write("code.txt", "changed\n")
    other = branch.copy(tmp_path / "other")
    assert refused(branch, **BAD) == []
    other.move("stuck", by="manual", actor="Ada", reason="it waits")


def test_without_git_nothing_is_known(branch: GatedBranch) -> None:
    branch.write("code.txt", "changed\n")
    shutil.rmtree(branch.root / ".git")
    assert refused(branch, **GOOD) == []


def _findings(branch: GatedBranch) -> list[tuple[str, str]]:
    problems = lint_against(open_workspace(branch.root), "main", run_checks=False)
    return [(problem.code, problem.message.partition(": ")[2]) for problem in problems]


def test_in_continuous_integration(branch: GatedBranch, tmp_path: Path) -> None:
    forged = branch.copy(tmp_path / "forged")
    branch.write("src/b.py", "b = 1\n")
    branch.move("closed", **GOOD)
    branch.commit()
    assert _findings(branch) == []

    forged.write("code.txt", "changed\n")
    entry = json.loads(branch.entry_file(-1).read_text("utf-8"))
    state = {"commit": entry["commit"], "edited": {**entry["edited"], "code.txt": "0" * 40}}
    forged.type_entry(from_="working", to="closed", by="judge", verdict="PASS", **state)
    assert _findings(forged) == [("unproven-entry", _message("code.txt")[0])]


def test_an_entry_that_hides_what_was_changed(branch: GatedBranch) -> None:
    branch.type_entry(from_="working", to="closed", by="judge", verdict="PASS")
    assert _findings(branch) == [("unproven-entry", "it does not record which files were changed")]
