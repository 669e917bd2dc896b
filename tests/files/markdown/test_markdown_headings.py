"""The text of a heading ends before the marks and attributes that CommonMark and attribute lists put at its end."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.markdown_headings import without_attributes, without_closing_marks


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Title {#anchor}", "Title"),
        ("Title \t{.a} \t", "Title"),
        ("Title {#anchor} more", "Title {#anchor} more"),
        ("The key {id} {#anchor}", "The key {id}"),
        ("Title{id}", "Title{id}"),
        ("Title }", "Title }"),
        ("", ""),
    ],
)
def test_attributes(heading: str, expected: str) -> None:
    assert without_attributes(heading) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Title ##", "Title"),
        ("C#", "C#"),
        ("Title # {#x}", "Title"),
        ("##", ""),
        ("Title \t#\t", "Title"),
        ("a # b", "a # b"),
    ],
)
def test_closing_marks(heading: str, expected: str) -> None:
    assert without_closing_marks(heading) == expected
