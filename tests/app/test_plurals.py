"""Numbers with their noun."""

from __future__ import annotations

import pytest

from revi_docs.app.plurals import pluralize


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [
        (0, "page", "0 pages"),
        (1, "page", "1 page"),
        (1200, "page", "1,200 pages"),
        (2, "status", "2 statuses"),
        (1, "story", "1 story"),
        (3, "story", "3 stories"),
    ],
)
def test_pluralize(count: int, noun: str, expected: str) -> None:
    assert pluralize(count, noun) == expected
