"""An accepted status that requires a check: lint reads its record, and the fix removes the finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.runtime.checks.check_runs import run_check
from tests.support.gated_branch import CONTRACT, RECORD, GatedBranch
from tests.support.workspaces import open_workspace

ACCEPTED = CONTRACT.replace(
    "requires: {artifact: gate, verdict: gate}}", "requires: {artifact: gate, verdict: gate, run: lint}}"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    branch = GatedBranch.create(tmp_path_factory.mktemp("accepted") / "work", ACCEPTED)
    branch.close()
    return branch


@pytest.fixture
def branch(prepared: GatedBranch, tmp_path: Path) -> GatedBranch:
    return prepared.copy(tmp_path / "work")


def findings(branch: GatedBranch) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.message, problem.fix) for problem in open_workspace(branch.root).lint()]


def test_later_changes_of_the_repository_do_not_count(branch: GatedBranch) -> None:
    branch.write("other.txt", "new\n")
    assert findings(branch) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda branch: (branch.root / RECORD).unlink(), "was not run yet"),
        (lambda branch: branch.edit_record({"files": "0" * 32}), "ran before the last change"),
        (lambda branch: branch.edit_record({"result": "timed-out"}), "was stopped because it took too long"),
    ],
)
def test_a_record_that_does_not_count(branch: GatedBranch, change: Callable[[GatedBranch], None], problem: str) -> None:
    change(branch)
    message = f"the story is 'closed', but the check 'lint' {problem}"
    assert findings(branch) == [("unaccepted-story", message, "run 'revi evidence run TKT-1 lint'")]
    run_check(branch.story(), "lint")
    assert findings(branch) == []
