"""Each pair gives exactly the changes that a person expects, and the opposite changes in the other direction."""

from __future__ import annotations

import pytest

from tests.contract.diff.classified_pairs import ORDER, PAIRS, TEXTS, Pair
from tests.contract.diff.sample_contract import brief, diff_after


def test_there_are_enough_pairs_and_each_has_a_reason() -> None:
    assert len(PAIRS) >= 60
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)
    assert all(pair.reason.endswith(".") for pair in PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_is_classified_as_by_hand(pair: Pair) -> None:
    assert tuple(brief(change) for change in diff_after(*pair.edits)) == pair.expected, pair.reason


def test_rewording_breaks_nothing_and_affects_readers_only() -> None:
    assert all(text.startswith("DOCS ") and not text.endswith("!") for pair in TEXTS for text in pair.expected)


def test_an_order_that_decides_nothing_is_no_change() -> None:
    assert [pair.name for pair in ORDER if pair.expected] == [
        "arguments in another order",
        "the words of a program",
        "aggregation in another order",
        "another worst verdict",
    ]
