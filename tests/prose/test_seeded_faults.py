"""Faults planted in our own pages, one at a time: each is found, alone, with the stretch that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from revi_docs.contract.loader import load
from revi_docs.prose.page_linter import PageLinter

SEEDED_FAULTS = yaml.safe_load((Path(__file__).parent / "cases/seeded_faults.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def linter(root: Path) -> PageLinter:
    return PageLinter(load(root))


def test_there_are_at_least_thirty() -> None:
    assert len(SEEDED_FAULTS) >= 30
    assert {fault["code"] for fault in SEEDED_FAULTS} == {"former-name", "near-miss", "outdated-number"}


@pytest.mark.parametrize("fault", SEEDED_FAULTS, ids=lambda fault: f"{fault['code']}: {fault['stretch']}")
def test_a_planted_fault_is_found(root: Path, linter: PageLinter, fault: dict[str, str]) -> None:
    page, old, new = fault["page"], fault["old"], fault["new"]
    text = (root / "docs_src" / page).read_text(encoding="utf-8")
    before, match, rest = text.partition(old)
    assert match, f"{page} does not say any more: {old}"
    text = f"{before}{new}{rest}"

    (problem,) = linter.lint(page, text)

    (place,) = problem.places
    stretch = text.split("\n")[place.line - 1][place.column - 1 : place.end - 1]
    assert (problem.code, stretch) == (fault["code"], fault["stretch"])
    assert before.count("\n") < place.line <= f"{before}{new}".count("\n") + 1
    assert fault["right"] in f"{problem.message} {problem.fix}"
    assert all(where.file == "revi.yml" and where.line for where in problem.cause)
