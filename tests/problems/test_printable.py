"""Characters that control a terminal, reorder a line or are invisible are shown as escape sequences."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.problems.printable import printable, printable_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("größe 🚀", "größe 🚀"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b\ufeff", "a\\u2028b\\ufeff"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("ad\u200bmin \u2060\u2063\u3164\uffa0\u115f", "ad\\u200bmin \\u2060\\u2063\\u3164\\uffa0\\u115f"),
        ("👩\u200d🚀 ❤\ufe0f می\u200cخواهم", "👩\u200d🚀 ❤\ufe0f می\u200cخواهم"),
        ("a\n\tb", "a\n\tb"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_on_one_line() -> None:
    assert printable_line("a\n\tb\r") == "a\\n\\tb\\r"


@given(st.text(st.characters(max_codepoint=0x80)))
def test_lines_are_the_same_on_their_own(text: str) -> None:
    """A text that needs no table is what the table makes of it."""
    lines = "\n".join("\t".join(map(printable_line, line.split("\t"))) for line in text.split("\n"))
    assert printable(text) == lines


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    escaped = printable_line(text)
    assert printable_line(escaped) == escaped
    assert len(escaped.splitlines()) <= 1
    if all(ord(letter) > 0x9F for letter in text if letter != "\\") and "\\" not in text and '"' not in text:
        assert json.loads(f'"{escaped}"') == text
