"""The fix of each problem of a story: typed as it is printed, it removes the problem and adds no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.problems.problem import Problem
from revi_docs.stories.rules.story_lint import lint_stories
from tests.fixes.edits import apply_edit, identities
from tests.fixes.story_edits import STORY_FIXES, StoryFix
from tests.fixes.typed_commands import type_commands
from tests.stories.repo_files import write_files

CASES = Path(__file__).parents[1] / "stories" / "rules"


def story_problems(root: Path) -> tuple[Problem, ...]:
    result = lint_stories(root, load(root))
    assert result is not None
    return result.problems


def in_stories(path: str) -> str:
    return path if path.startswith(("plans/", "revi.yml")) else f"plans/stories/{path}"


def type_fix(root: Path, story_fix: StoryFix, fix: str) -> None:
    file = root / in_stories(story_fix.edited_file or story_fix.file)
    if story_fix.new_name:
        file.rename(file.with_name(story_fix.new_name))
    elif story_fix.old:
        text = file.read_text("utf-8")
        assert text.count(story_fix.old) == 1
        file.write_text(text.replace(story_fix.old, story_fix.new), "utf-8")
    else:
        type_commands(root, fix)


@pytest.mark.parametrize("code", STORY_FIXES)
def test_the_fix_removes_the_problem_and_adds_no_other(code: str, tmp_path: Path) -> None:
    story_fix = STORY_FIXES[code]
    root = write_files((CASES / code / story_fix.case).read_text("utf-8"), tmp_path / "repository")
    if story_fix.before:
        apply_edit(root, story_fix.before)
    before = story_problems(root)
    (target,) = (
        problem
        for problem in before
        if problem.code == code
        and problem.places[0].file == in_stories(story_fix.file)
        and story_fix.message in problem.message
    )

    type_fix(root, story_fix, target.fix)

    after = story_problems(root)
    assert identities((target,)) & identities(after) == set()
    assert identities(after) <= identities(before)
