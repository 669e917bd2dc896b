"""Faults planted in our own pages, one at a time: each is found, alone, with the stretch that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from revi_docs.contract.loader import load
from revi_docs.prose.page_linter import PageLinter

PLANTED = yaml.safe_load((Path(__file__).parent / "cases/seeded_faults.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def judge(root: Path) -> PageLinter:
    return PageLinter(load(root))


def test_there_are_at_least_thirty() -> None:
    assert len(PLANTED) >= 30
    assert {fault["code"] for fault in PLANTED} == {"former-name", "near-miss", "other-number"}


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault['code']}: {fault['stretch']}")
def test_a_planted_fault_is_found(root: Path, judge: PageLinter, fault: dict[str, str]) -> None:
    page, old, new = fault["page"], fault["old"], fault["new"]
    text = (root / "docs_src" / page).read_text(encoding="utf-8")
    before, found, behind = text.partition(old)
    assert found, f"{page} does not say any more: {old}"
    text = f"{before}{new}{behind}"

    (problem,) = judge.lint(page, text)

    (place,) = problem.places
    stretch = text.split("\n")[place.line - 1][place.column - 1 : place.end - 1]
    assert (problem.code, stretch) == (fault["code"], fault["stretch"])
    assert before.count("\n") < place.line <= f"{before}{new}".count("\n") + 1
    assert fault["right"] in f"{problem.message} {problem.fix}"
    assert all(where.file == "revi.yml" and where.line for where in problem.cause)
