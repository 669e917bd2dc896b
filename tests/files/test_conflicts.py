"""The two files that stand in one where git could not merge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.conflicts import sides

CASES = {
    "one": ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n", ("a\nb\nd\n", "a\nc\nd\n")),
    "with what was there before": (
        "<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\n>>>>>>> topic\n",
        ("b\n", "c\n"),
    ),
    "an empty side": ("<<<<<<< HEAD\n=======\nc\n>>>>>>> topic\n", ("", "c\n")),
    "windows line ends": (
        "<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> topic\r\n",
        ("b\r\n", "c\r\n"),
    ),
    "without names": ("<<<<<<<\nb\n=======\nc\n>>>>>>>", ("b\n", "c\n")),
    "two": (
        "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\nx\n<<<<<<< a\n3\n=======\n4\n>>>>>>> b\n",
        ("1\nx\n3\n", "2\nx\n4\n"),
    ),
    "a heading before it": ("Title\n=======\n<<<<<<< a\n=======\n>>>>>>> b\n", ("Title\n=======\n",) * 2),
    "a line separator before a mark": (
        "<<<<<<< a\n1\u2028=======\n=======\n2\n>>>>>>> b\n",
        ("1\u2028=======\n", "2\n"),
    ),
    "none": ("a\n", None),
    "nothing": ("", None),
    "a heading": ("Title\n=======\n", None),
    "a quote of a quote": (">>>>>>> deep\n", None),
    "not closed": ("<<<<<<< a\n1\n=======\n2\n", None),
    "closed at once": ("<<<<<<< a\n1\n>>>>>>> b\n", None),
    "not at the beginning of a line": (" <<<<<<< a\n1\n =======\n2\n >>>>>>> b\n", None),
    "too long": ("<<<<<<<< a\n1\n========\n2\n>>>>>>>> b\n", None),
    "no space": ("<<<<<<<a\n1\n=======\n2\n>>>>>>>b\n", None),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_sides(text: str, expected: tuple[str, str] | None) -> None:
    assert sides(text) == expected


LINES = st.lists(st.sampled_from(["a\n", "b\r\n", "\n", "= =\n", "\u2028<\n"]), max_size=4).map("".join)


@given(LINES, LINES, LINES, LINES)
def test_of_a_conflict_made_of_sides_the_sides_are_found(
    first: str, ours: str, theirs: str, last: str
) -> None:
    text = f"{first}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> topic\n{last}"

    assert sides(text) == (first + ours + last, first + theirs + last)


@given(
    st.lists(st.sampled_from(["<<<<<<<", "=======", "|||||||", ">>>>>>>", " a", "\n", "\r", "x"])).map(
        "".join
    )
)
def test_no_text_is_too_odd(text: str) -> None:
    found = sides(text)

    assert found is None or all(len(side) < len(text) for side in found)
