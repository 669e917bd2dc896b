"""Markup of the story pages, with escaped texts."""

from __future__ import annotations

from revi_docs.site.stories.page_markup import markdown_table, page_header, story_link


def test_a_header_has_front_matter_and_a_heading() -> None:
    assert page_header('A "b" <c>', "d") == [
        "---",
        'title: "A \\"b\\" <c>"',
        'description: "d"',
        "---",
        "",
        '# A "b" &lt;c&gt;',
        "",
    ]


def test_a_link() -> None:
    assert story_link("AB-001") == "[AB-001](AB-001.md)"


def test_a_table_without_rows_is_nothing() -> None:
    assert list(markdown_table(("a", "b"), [])) == []
    assert list(markdown_table(("a", "b"), [("1", "2")])) == ["| a | b |", "|---|---|", "| 1 | 2 |", ""]
