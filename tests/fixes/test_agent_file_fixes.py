"""The fix of each problem of an agent file: typed as it is printed, it removes the problem and adds no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixes.agent_file_edits import AGENT_FILE_EDITS
from tests.fixes.edits import apply_edit, identities, invented_words
from tests.stories.repo_files import write_files
from tests.support.workspaces import open_workspace

CASES = Path(__file__).parents[1] / "agent_files" / "rules"


@pytest.mark.parametrize("case", AGENT_FILE_EDITS)
def test_each_fix_removes_its_problem_and_adds_no_other(case: str, tmp_path: Path) -> None:
    code = case.partition("/")[0]
    root = write_files((CASES / f"{case}.txt").read_text("utf-8"), tmp_path)
    problems = before = open_workspace(root).lint()
    for step in AGENT_FILE_EDITS[case]:
        fixes = " ".join(problem.fix for problem in problems if problem.code == code)
        for edit in step if isinstance(step, list) else [step]:
            assert invented_words(root, edit, fixes) == set()
            apply_edit(root, edit)

        remaining = open_workspace(root).lint()
        removed = identities(problems) - identities(remaining)
        assert code in {item[0] for item in removed}, step
        problems = remaining
    assert identities(problems) <= identities(before)
    assert code not in {problem.code for problem in problems}
