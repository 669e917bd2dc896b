"""Region markers are removed from the Markdown of a page, and separate what they separated."""

from __future__ import annotations

import pytest

from revi_docs.site.region_markers import without_block_markers

BEGIN, END = "<!-- revi:begin x -->", "<!-- revi:end -->"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (f"a\n{BEGIN}\nb\n{END}\nc\n", "a\n\nb\n\nc\n"),
        (f"a\n\n{BEGIN}\nb\n{END}\n\nc\n", "a\n\nb\n\nc\n"),
        (f"{BEGIN}\nb\n{END}", "b\n"),
        (f"> a\n> {BEGIN}\n> b\n> {END}\n> c\n", "> a\n>\n> b\n>\n> c\n"),
        (f"> a\n>\n> {BEGIN}\n> b\n> {END}\n", "> a\n>\n> b\n"),
        (f"- {BEGIN}\n  b\n  {END}\n- c\n", "- \n  b\n\n- c\n"),
        (f"A sentence with {BEGIN}7{END} words.\n", f"A sentence with {BEGIN}7{END} words.\n"),
        (f"```\n{BEGIN}\nb\n{END}\n```\n", f"```\n{BEGIN}\nb\n{END}\n```\n"),
        (f"{BEGIN}\nb\n{END}\n{BEGIN}\nc\n{END}\n", "b\n\nc\n"),
    ],
    ids=["text", "blank lines", "alone", "quotation", "blank quotation", "item", "sentence", "code", "two"],
)
def test_without_block_markers(markdown: str, expected: str) -> None:
    assert without_block_markers(markdown) == expected
