"""Valid stories are left alone, however many; a fault of each kind among them is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.stories.rules import RULES
from revi_docs.stories.rules.story_lint import lint_stories
from revi_docs.stories.story_reader import read_stories
from tests.stories.generate import generate
from tests.stories.plants import PLANTS, planted


def found(root: Path) -> set[tuple[str, str, int]]:
    judged = lint_stories(root, load(root))
    assert judged is not None
    places = [(one.code, one.places[0]) for one in judged.problems]
    return {(code, place.file, place.line) for code, place in places}


BY_HISTORY = {"history-rewritten", "history-unknown"}
"""What git says, which `test_history.py` plants: a generated repository has no past."""


def test_there_is_a_plant_for_every_rule() -> None:
    names = [plant.__name__.replace("_", "-") for plant, _ in PLANTS]

    assert names == [rule.code for rule in RULES if rule.code not in BY_HISTORY]


def test_a_thousand_and_a_half_valid_stories_and_one_fault_of_each_kind(tmp_path: Path) -> None:
    root = generate(tmp_path, 1500)
    assert found(root) == set()

    wanted = planted(root)
    assert found(root) == wanted


@pytest.mark.slow
def test_ten_thousand_valid_stories_and_one_fault_of_each_kind(tmp_path: Path) -> None:
    root = generate(tmp_path, 10_000)
    assert found(root) == set()

    wanted = planted(root, 8_001)
    assert found(root) == wanted


def test_stories_are_read_in_order_of_their_numbers(tmp_path: Path) -> None:
    root = generate(tmp_path, 1001)
    ids = [story.id for story in read_stories(root, load(root))]

    assert (len(ids), ids[:2], ids[-3:]) == (
        1001,
        ["REVI-001", "REVI-002"],
        ["REVI-999", "REVI-1000", "REVI-1001"],
    )


def test_stories_are_read_one_at_a_time(tmp_path: Path) -> None:
    root = generate(tmp_path, 20)
    stories = read_stories(root, load(root))
    first = next(stories)
    (root / "plans/stories/REVI-002/REVI-002.md").unlink()

    assert (first.id, next(stories).document) == ("REVI-001", None)
