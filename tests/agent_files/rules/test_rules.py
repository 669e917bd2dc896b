"""Each rule has a folder of repositories: those it must accept, and those that it must report."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.agent_files.rules import RULES
from revi_docs.problems.problem import Problem
from revi_docs.report.formats import render_text
from tests.stories.repo_files import write_files
from tests.support.workspaces import open_workspace

HERE = Path(__file__).parent
ACCEPTED = sorted(HERE.glob("*/must-not-fire*.txt"))
REJECTED = sorted(HERE.glob("*/fires*.txt"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def problems_of_rule(path: Path, root: Path) -> tuple[Problem, ...]:
    problems = open_workspace(write_files(path.read_text("utf-8"), root)).lint()
    broken = {problem.code for problem in problems} & {"wrong-type", "wrong-value", "unknown-key", "missing-key"}
    assert not broken, render_text(problems)
    return tuple(problem for problem in problems if problem.code == path.parent.name)


@pytest.mark.parametrize("path", ACCEPTED, ids=name)
def test_near_misses_are_accepted(path: Path, tmp_path: Path) -> None:
    assert problems_of_rule(path, tmp_path) == ()


@pytest.mark.parametrize("path", REJECTED, ids=name)
def test_violations_are_reported(path: Path, tmp_path: Path) -> None:
    expected = path.with_name(path.name.replace("fires", "expected"))

    assert render_text(problems_of_rule(path, tmp_path)) == expected.read_text("utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_near_misses_and_violations(rule) -> None:
    folder = HERE / rule.code

    assert list(folder.glob("must-not-fire*.txt"))
    assert list(folder.glob("fires*.txt"))


def test_every_folder_has_a_rule() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")}

    assert folders == {rule.code for rule in RULES}
    assert [rule.code for rule in RULES] == sorted(folders)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_is_wrong_why_and_how_to_fix_it(rule) -> None:
    first, *parts = rule.text.split("\n\n")
    headings = [part.partition(":")[0] for part in parts]

    assert first.endswith(".")
    assert [headings[0], headings[1], headings[-1]] == ["Why", "Example", "Fix"]
