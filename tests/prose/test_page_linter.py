"""Pages and the findings expected of them to the letter; those that must not be found come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import parse
from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.prose.page_linter import PageLinter
from revi_docs.report.formats import render_text

CASES = Path(__file__).parent / "cases"
CLEAN_PAGES = sorted(CASES.glob("must-not-fire*.md"))
FIRING = sorted(CASES.glob("fires*.md"))


@pytest.fixture(scope="module")
def linter() -> PageLinter:
    loaded = parse((CASES / "contract.yml").read_bytes())
    assert loaded.problems == ()
    return PageLinter(loaded)


def lint_page(linter: PageLinter, path: Path) -> tuple[Problem, ...]:
    return sorted_problems(linter.lint(path.name, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", CLEAN_PAGES, ids=lambda path: path.stem)
def test_these_pages_are_left_alone(linter: PageLinter, path: Path) -> None:
    assert render_text(lint_page(linter, path)) == ""


@pytest.mark.parametrize("path", FIRING, ids=lambda path: path.stem)
def test_exactly_these_findings_are_printed(linter: PageLinter, path: Path) -> None:
    expected = path.with_name(f"{path.stem.replace('fires', 'expected')}.txt")
    assert render_text(lint_page(linter, path)) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FIRING, ids=lambda path: path.stem)
def test_line_ends_of_windows_move_no_finding(linter: PageLinter, path: Path) -> None:
    content = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    assert sorted_problems(linter.lint(path.name, content)) == lint_page(linter, path)
