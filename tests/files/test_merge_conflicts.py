"""The two sides of a file with git's conflict markers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.merge_conflicts import split_conflict

CONFLICTS = {
    "two sides": ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\nd\n", ("a\nb\nd\n", "a\nc\nd\n")),
    "with what both come from": ("<<<<<<< HEAD\nb\n||||||| 1a2b3c4\nx\n=======\nc\n>>>>>>> other\n", ("b\n", "c\n")),
    "two of them": (
        "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n-\n<<<<<<< a\n3\n=======\n>>>>>>> b\n",
        ("1\n-\n3\n", "2\n-\n"),
    ),
    "without names": ("<<<<<<<\nb\n=======\nc\n>>>>>>>\n", ("b\n", "c\n")),
    "line ends of Windows": ("<<<<<<< a\r\nb\r\n=======\r\nc\r\n>>>>>>> b\r\n", ("b\r\n", "c\r\n")),
    "no line end at the end": ("<<<<<<< a\nb\n=======\nc\n>>>>>>> b", ("b\n", "c\n")),
    "a line of equal signs before it": (
        "Title\n=======\n<<<<<<< a\nb\n=======\nc\n>>>>>>> b\n",
        ("Title\n=======\nb\n", "Title\n=======\nc\n"),
    ),
    "marks of other lengths": (
        "<<<<<<< a\n<<<<<<\n========\n=======\n>>>>>>>>\n>>>>>>> b\n",
        ("<<<<<<\n========\n", ">>>>>>>>\n"),
    ),
    "line ends that git does not know": (
        "<<<<<<< a\nb\x0c=======\nc\u2028=======\n=======\nd\n>>>>>>> b\n",
        ("b\x0c=======\nc\u2028=======\n", "d\n"),
    ),
    "none": ("a\n=======\nb\n", None),
    "no text": ("", None),
    "a side that never ends": ("<<<<<<< a\nb\n=======\nc\n", None),
    "an end without begin": ("b\n>>>>>>> a\n", None),
    "no middle": ("<<<<<<< a\nb\n>>>>>>> b\n", None),
    "indented marks": (" <<<<<<< a\nb\n =======\nc\n >>>>>>> b\n", None),
}


@pytest.mark.parametrize(("text", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_sides(text: str, expected: tuple[str, str] | None) -> None:
    assert split_conflict(text, text) == expected


LINES = st.lists(st.text("ab <>|=\t🚀", max_size=9).map(lambda line: f"-{line}\n"), max_size=3).map("".join)


@given(st.lists(st.tuples(LINES, LINES, LINES), min_size=1, max_size=3), LINES)
def test_both_sides_come_back(parts: list[tuple[str, str, str]], last: str) -> None:
    text = "".join(f"{same}<<<<<<< a\n{ours}=======\n{other}>>>>>>> b\n" for same, ours, other in parts) + last

    assert split_conflict(text, text) == (
        "".join(same + ours for same, ours, _ in parts) + last,
        "".join(same + other for same, _, other in parts) + last,
    )


@given(st.lists(st.sampled_from(["<<<<<<< a", "=======", ">>>>>>> b", "||||||| c", "d", "\n", "\r"])).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    sides = split_conflict(text, text)
    assert sides is None or all(len(side) < len(text) for side in sides)
