"""The first sentence of a text."""

from __future__ import annotations

import pytest

from revi_docs.outputs.sentences import first_sentence, summary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", "One."),
        ("Reads v1.2 files, e.g. logs. Then ends.", "Reads v1.2 files, e.g. logs."),
        ("No end", "No end"),
        ("Spread\nover lines.\n\n<example>\nx. Y\n</example>", "Spread over lines."),
        ("Ask? <example>", "Ask?"),
        ("word " * 100, "word " * 60 + "…"),
        ("", ""),
    ],
)
def test_first_sentence(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


def test_only_a_long_text_is_shortened() -> None:
    assert summary("One. Two.") == "One. Two."
    assert summary("One. " + "Two words. " * 30) == "One."
