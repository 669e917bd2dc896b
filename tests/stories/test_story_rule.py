"""Each rule has a folder of test repositories: some that it must not report, and some that it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.problems.problem import Problem
from revi_docs.report.formats import render_text
from revi_docs.stories.rules import RULES
from revi_docs.stories.rules.story_lint import lint_stories
from tests.stories.repo_files import write_files

HERE = Path(__file__).parent / "rules"
MUST_NOT_FIRE = sorted(HERE.glob("*/must-not-fire*.txt"))
FIRING = sorted(HERE.glob("*/fires*.txt"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def problems(case: Path, root: Path) -> tuple[Problem, ...]:
    write_files(case.read_text("utf-8"), root)
    loaded = load(root)
    assert loaded.problems == ()
    result = lint_stories(root, loaded)
    assert result is not None
    return result.problems


@pytest.mark.parametrize("path", MUST_NOT_FIRE, ids=name)
def test_near_misses_are_not_reported(path: Path, tmp_path: Path) -> None:
    assert [problem for problem in problems(path, tmp_path) if problem.code == path.parent.name] == []


@pytest.mark.parametrize("path", FIRING, ids=name)
def test_exactly_these_problems_are_printed(path: Path, tmp_path: Path) -> None:
    expected = path.with_name(path.name.replace("fires", "expected"))

    assert render_text(problems(path, tmp_path)) == expected.read_text("utf-8")


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")}

    assert folders == {rule.code for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_folder_has_near_misses_and_firing_repositories(rule) -> None:
    folder = HERE / rule.code

    assert list(folder.glob("must-not-fire*.txt"))
    assert list(folder.glob("fires*.txt"))
    assert {path.name for path in folder.glob("expected*.txt")} == {
        path.name.replace("fires", "expected") for path in folder.glob("fires*.txt")
    }


@pytest.mark.parametrize("path", FIRING, ids=name)
def test_the_rule_itself_reports_a_problem(path: Path, tmp_path: Path) -> None:
    assert path.parent.name in {problem.code for problem in problems(path, tmp_path)}


@pytest.mark.parametrize("path", FIRING, ids=name)
def test_no_two_problems_have_one_fingerprint(path: Path, tmp_path: Path) -> None:
    fingerprints = [problem.fingerprint for problem in problems(path, tmp_path)]

    assert len(set(fingerprints)) == len(fingerprints)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_text_has_why_example_and_fix(rule) -> None:
    first, *parts = rule.text.split("\n\n")
    headings = [part.partition(":")[0] for part in parts]

    assert first.endswith(".")
    assert [headings[0], headings[1], headings[-1]] == ["Why", "Example", "Fix"]


def test_the_table_is_sorted() -> None:
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_nothing_is_reported_if_the_contract_defines_no_stories(tmp_path: Path) -> None:
    write_files("=== revi.yml\nrevi: 1\n=== plans/stories/AB-001/AB-001.md\n---\nstatus: x: y\n", tmp_path)
    assert lint_stories(tmp_path, load(tmp_path)) is None

    (tmp_path / "revi.yml").write_text('revi: 1\nproject: {stories: "plans/stories/{id}"}\n', "utf-8")
    result = lint_stories(tmp_path, load(tmp_path))
    assert result is not None
    assert ([problem.code for problem in result.problems], result.story_count) == (["unreadable-story-file"], 1)
