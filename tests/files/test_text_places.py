"""Places by offset."""

from __future__ import annotations

import pytest

from revi_docs.files.text_places import place_at_offset
from revi_docs.problems.problem import Place


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("abc", 0, Place("a.md", 1, 1)),
        ("abc\nd", 4, Place("a.md", 2, 1)),
        ("abc\nde", 5, Place("a.md", 2, 2)),
        ("\ufeffabc", 1, Place("a.md", 1, 1)),
        ("\ufeffabc\nd", 5, Place("a.md", 2, 1)),
    ],
)
def test_the_place_of_an_offset(text: str, offset: int, place: Place) -> None:
    assert place_at_offset("a.md", text, offset) == place
