"""A text as lines of prose and whole fenced blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.site.fences import MarkdownBlock, split_blocks


def test_blocks() -> None:
    text = "a\n\n```dot\ndigraph {}\n```\nb\n~~~\nopen"
    assert list(split_blocks(text)) == [
        MarkdownBlock("a\n", 1),
        MarkdownBlock("\n", 2),
        MarkdownBlock("```dot\ndigraph {}\n```\n", 3, "dot", "digraph {}\n"),
        MarkdownBlock("b\n", 6),
        MarkdownBlock("~~~\nopen", 7, "", "open"),
    ]


def test_a_fence_inside_a_longer_one_is_its_content() -> None:
    (block,) = split_blocks("````md\n```\nx\n```\n````\n")
    assert (block.language, block.body) == ("md", "```\nx\n```\n")


@given(st.text(alphabet="`~a \n>-", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(block.text for block in split_blocks(text)) == text
