"""The hand-written file of an item: its first sentence and its path."""

from __future__ import annotations

import pytest

from revi_docs.site.item_files import ItemFile, first_sentence, item_file_html, item_file_markdown


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


def test_html_is_escaped() -> None:
    assert item_file_html(ItemFile("a&b.md", "Uses <b>."), "") == ("<p>Uses &lt;b&gt;.</p>", "<code>a&amp;b.md</code>")
    assert item_file_html(ItemFile("a.md"), "https://x/a.md") == ("", '<a href="https://x/a.md"><code>a.md</code></a>')


def test_markdown() -> None:
    assert item_file_markdown(ItemFile("a.md", "Uses *x*.")) == "Uses \\*x\\*.\n\nFile: `a.md`."
