"""Regions of hand-written pages: their content is denied, everything around them is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.edit_guard.guarded_edits import SYNC
from tests.support.runtime_repository import edit, line, use
from tests.support.sample_repo import write

YOURS = f"{SYNC}; the text outside of the markers may be edited"


def test_writing_a_page_unchanged_is_allowed(root: Path) -> None:
    content = (root / "made/agents/one.md").read_text(encoding="utf-8")
    assert use(root, "Write", file_path=str(root / "made/agents/one.md"), content=content) == ""


def test_a_region_may_be_moved(root: Path) -> None:
    text = (root / "PAGE.md").read_text(encoding="utf-8")
    head, worker = text.split("<!-- revi:begin statuses", 1)
    region, worker = worker.split("My own words.\n")
    move_result = f"{head}My own words.\n\n<!-- revi:begin statuses{region}"
    assert use(root, "Write", file_path=str(root / "PAGE.md"), content=move_result) == ""


def test_a_value_in_a_page(root: Path) -> None:
    where = f"revi.yml:{line(root, 'make: {warning: 300, hard: 6000}')} (budgets.phases.make.hard)"
    expected = f"line 3 of PAGE.md starts a region that is generated from {where}: {YOURS}"
    assert edit(root, "PAGE.md", "6,000", "7,000") == expected


def test_a_row_of_a_table_in_a_page(root: Path) -> None:
    where = f"revi.yml:{line(root, 'stuck: {description')} (statuses.stuck.description)"
    expected = f"line 5 of PAGE.md starts a region that is generated from {where}: {YOURS}"
    assert edit(root, "PAGE.md", "holds it up", "stops it") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n<!-- revi:end -->\n", "\n", id="its end goes"),
        pytest.param("<!-- revi:begin statuses", "```\n<!-- revi:begin statuses", id="it becomes mere code"),
        pytest.param("| `open` |", "| `open` | |", id="a cell more"),
    ],
)
def test_a_region_does_not_go_unseen(root: Path, old: str, new: str) -> None:
    assert edit(root, "PAGE.md", old, new).startswith(
        "line 5 of PAGE.md starts a region that is generated from revi.yml:"
    )


def test_rewriting_a_page_without_its_regions(root: Path) -> None:
    answer = use(root, "Write", file_path=str(root / "PAGE.md"), content="# A page\n")
    assert answer.startswith("line 3 of PAGE.md starts a region that is generated from revi.yml:")


def test_a_region_of_yaml(root: Path) -> None:
    begin = "# revi:begin value of=budgets.phases.make.hard name=limit"
    text = f"mine: 1\n{begin}\nlimit: 6000\n# revi:end\nrest: 2\n"
    write(root, "docs/limit.yml", text)
    write(root, "limit.yml", text)
    try:
        assert edit(root, "docs/limit.yml", "mine: 1", "mine: 2") == ""
        assert edit(root, "docs/limit.yml", "limit: 6000", "limit: 7000").startswith("line 2 of docs/limit.yml ")
        assert edit(root, "limit.yml", "limit: 6000", "limit: 7000") == ""  # no place for regions
    finally:
        (root / "docs/limit.yml").unlink()
        (root / "limit.yml").unlink()
