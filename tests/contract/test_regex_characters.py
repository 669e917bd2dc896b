"""Sets and classes of characters: what they match, and how every language writes them."""

from __future__ import annotations

import pytest

from revi_docs.contract.regex_characters import character, portable_class, portable_set, set_characters


def test_a_class_means_ascii() -> None:
    assert set_characters(portable_class(r"\d")) == frozenset(map(ord, "0123456789"))
    assert set_characters(r"[\d_]") == frozenset(map(ord, "0123456789_"))
    assert character("é").isdisjoint(set_characters(portable_class(r"\w")))


@pytest.mark.parametrize("letter", "\n\r\u2028\u2029")
def test_a_dot_matches_no_line_end(letter: str) -> None:
    is_basic = letter in "\n\r"
    # All characters after the Latin alphabets count as one, and some of them are no line ends.
    assert character(letter).isdisjoint(set_characters(portable_class("."))) == is_basic


@pytest.mark.parametrize(
    ("text", "portable"),
    [(r"[\d-]", "[0-9-]"), (r"[^-\d]", "[^-0-9]"), (r"[\\d]", r"[\\d]"), (r"[a-\]\w]", r"[a-\]A-Za-z0-9_]")],
)
def test_a_set_shows_the_content_of_its_classes(text: str, portable: str) -> None:
    assert portable_set(text) == portable


def test_escapes_are_the_characters_that_they_mean() -> None:
    assert [set_characters(text) for text in (r"[\n]", r"[\u000a]", "[\n]")] == [{10}, {10}, {10}]
