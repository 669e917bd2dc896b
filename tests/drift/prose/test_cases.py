"""Pages and the findings expected of them to the letter; those that must not be found come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.load import parse
from revi_docs.drift.prose.judge import Judge
from revi_docs.problems.problem import Problem, in_order
from revi_docs.report.formats import text

CASES = Path(__file__).parent / "cases"
SPARED = sorted(CASES.glob("must-not-fire*.md"))
FIRING = sorted(CASES.glob("fires*.md"))


@pytest.fixture(scope="module")
def judge() -> Judge:
    loaded = parse((CASES / "contract.yml").read_bytes())
    assert loaded.problems == ()
    return Judge(loaded)


def found(judge: Judge, path: Path) -> tuple[Problem, ...]:
    return in_order(judge.problems(path.name, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SPARED, ids=lambda path: path.stem)
def test_these_pages_are_left_alone(judge: Judge, path: Path) -> None:
    assert text(found(judge, path)) == ""


@pytest.mark.parametrize("path", FIRING, ids=lambda path: path.stem)
def test_exactly_these_findings_are_printed(judge: Judge, path: Path) -> None:
    expected = path.with_name(f"{path.stem.replace('fires', 'expected')}.txt")
    assert text(found(judge, path)) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FIRING, ids=lambda path: path.stem)
def test_line_ends_of_windows_move_no_finding(judge: Judge, path: Path) -> None:
    content = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    assert in_order(judge.problems(path.name, content)) == found(judge, path)
