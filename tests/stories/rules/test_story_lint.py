"""Lint of many valid stories finds nothing, and every seeded fault is found at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.stories.rules import RULES
from revi_docs.stories.rules.story_lint import lint_stories
from revi_docs.stories.story_reader import read_stories
from tests.stories.seeded_faults import FAULT_SEEDERS, NEEDED_STORIES, seed_faults
from tests.stories.story_generator import generate
from tests.support.soak import rounds


def findings(root: Path, *, use_cache: bool = False) -> set[tuple[str, str, int]]:
    result = lint_stories(root, load(root), use_cache=use_cache)
    assert result is not None
    places = [(problem.code, problem.places[0]) for problem in result.problems]
    return {(code, place.file, place.line) for code, place in places}


HISTORY_RULES = {"history-rewritten", "history-unknown"}
"""Rules about git history, tested in `test_history.py`: a generated repository has no commits."""

LAYOUT_RULES = {"ambiguous-story", "no-story-found"}
"""Rules about patterns: a generated repository has each story in a folder of its own."""


def test_every_rule_has_a_seeded_fault() -> None:
    names = [seed.__name__.replace("_", "-") for seed, _ in FAULT_SEEDERS]

    assert names == [rule.code for rule in RULES if rule.code not in HISTORY_RULES | LAYOUT_RULES]


def test_many_valid_stories_and_one_fault_of_each_kind(tmp_path: Path) -> None:
    """Ids of three digits and of four. Each fault is in a story that was clean in the run before."""
    count = rounds(1_050, 1_500)
    root = generate(tmp_path, count, first=rounds(900, 1))
    assert findings(root, use_cache=True) == set()

    expected = seed_faults(root, count - NEEDED_STORIES + 1)
    assert findings(root, use_cache=True) == expected


@pytest.mark.slow
def test_ten_thousand_valid_stories_and_one_fault_of_each_kind(tmp_path: Path) -> None:
    count = rounds(NEEDED_STORIES, 10_000)
    root = generate(tmp_path, count)
    assert findings(root) == set()

    expected = seed_faults(root, count - NEEDED_STORIES + 1)
    assert findings(root) == expected


def test_stories_are_read_in_order_of_their_numbers(tmp_path: Path) -> None:
    root = generate(generate(tmp_path, 101), 1001, first=991)
    ids = [story.id for story in read_stories(root, load(root))]

    assert ids == [*(f"REVI-{number:03}" for number in (*range(1, 102), *range(991, 1000))), "REVI-1000", "REVI-1001"]


def test_stories_are_read_one_at_a_time(tmp_path: Path) -> None:
    root = generate(tmp_path, 20)
    stories = read_stories(root, load(root))
    first = next(stories)
    (root / "plans/stories/REVI-002/REVI-002.md").unlink()

    assert (first.id, next(stories).document) == ("REVI-001", None)
