"""`lint --against`: the check runs again on request, and only the baseline of the base hides problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.base_lint import lint_against
from tests.support.gated_branch import GatedBranch
from tests.support.workspaces import open_workspace


@pytest.fixture
def branch(tmp_path: Path) -> GatedBranch:
    return GatedBranch.create(tmp_path / "work")


def findings(branch: GatedBranch, *, run_checks: bool = False) -> list[tuple[str, str]]:
    """Code and end of the message of each problem."""
    problems = lint_against(open_workspace(branch.root), "main", run_checks=run_checks)
    return [(problem.code, problem.message.partition(": ")[2]) for problem in problems]


def test_a_typed_record_passes_until_the_check_runs_again(branch: GatedBranch) -> None:
    branch.close()
    branch.write("code.txt", "broken\n")
    branch.commit()
    assert findings(branch) == []
    assert findings(branch, run_checks=True) == [
        ("unproven-entry", "the check 'lint' failed with exit code 1 when it ran again")
    ]


def test_the_baseline_of_the_branch_hides_nothing(branch: GatedBranch) -> None:
    story = (branch.root / "tickets/TKT-1/TKT-1.md").read_text("utf-8")
    branch.write("tickets/TKT-1/TKT-1.md", story.replace("id: TKT-1", "id: TKT-9"))
    open_workspace(branch.root).write_baseline()
    branch.commit()
    assert open_workspace(branch.root).lint() == ()
    assert [code for code, _ in findings(branch)] == ["story-id-differs"]
