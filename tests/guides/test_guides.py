"""Every command of a guide runs in a scratch repository, and prints what the page says."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guides.guide_pages import NOT_RUN, TITLE, create_example, example_of, fences, guide_files, run_page

ROOT = Path(__file__).parents[2]
GUIDES = guide_files()
MOST_NOT_RUN = 10
"""Blocks of all guides that need what a test has not, such as a package index."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The repository of each workflow, created once and copied for each guide."""
    return functools.cache(lambda workflow: create_example(workflow, tmp_path_factory.mktemp(workflow)))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_the_commands_print_what_the_guide_says(guide: Path, tmp_path: Path, examples: Callable[[str], Path]) -> None:
    page = guide.read_text(encoding="utf-8")
    root = Path(shutil.copytree(examples(example_of(page)), tmp_path / "scratch"))
    printed = [(fence.body, output) for fence, output in run_page(page, root)]
    assert [expected for expected, _ in printed] == [output for _, output in printed]


def test_every_guide_has_a_command_that_runs_or_says_why_not() -> None:
    without = [
        path.stem for path in GUIDES if not any(fence.language == "sh" for fence in fences(path.read_text("utf-8")))
    ]
    assert without == []


def test_few_blocks_are_not_run_and_each_has_a_reason() -> None:
    not_run = [
        f"{path.stem}: {fence.options.partition(NOT_RUN)[2]}"
        for path in GUIDES
        for fence in fences(path.read_text("utf-8"))
        if fence.language == "sh" and fence.options
    ]
    assert all(not line.endswith(": ") for line in not_run), not_run
    assert len(not_run) <= MOST_NOT_RUN, not_run


def test_the_modules_on_a_page_are_the_real_ones() -> None:
    shown = {
        title["file"]: fence.body
        for path in GUIDES
        for fence in fences(path.read_text("utf-8"))
        if (title := TITLE.search(fence.options)) and title["file"].startswith("revi_docs/")
    }
    assert list(shown) == ["revi_docs/contract/rules/dead_end_status.py"]
    assert {name: (ROOT / name).read_text("utf-8") for name in shown} == shown
