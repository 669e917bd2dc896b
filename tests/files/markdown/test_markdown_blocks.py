"""The blocks of a Markdown text, and the code spans and comments inside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.markdown.markdown_blocks import (
    code_spans,
    inline_spans,
    parse_blocks,
    without_code,
    without_code_blocks,
    without_front_matter,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\n```\nb\n```\nc\n", "a\n\n\n\nc\n", id="a fence"),
        pytest.param("~~~ py\n```\nb\n~~~\nc\n", "\n\n\n\nc\n", id="another fence inside"),
        pytest.param("````\n```\nb\n````\nc\n", "\n\n\n\nc\n", id="a longer fence"),
        pytest.param("```\nb\n`````\nc\n", "\n\n\nc\n", id="closed by a longer one"),
        pytest.param("```\n```py\nb\n```\nc\n", "\n\n\n\nc\n", id="a fence with a language closes none"),
        pytest.param("```a``` b\nc\n", "```a``` b\nc\n", id="three ticks of a span"),
        pytest.param("> ```\n> b\n> ```\nc\n", "\n\n\nc\n", id="in a quote"),
        pytest.param("- ```\n  b\n  ```\nc\n", "\n\n\nc\n", id="in a list"),
        pytest.param("```\nb\n", "\n\n", id="never closed"),
        pytest.param("```\r\nb\r\n```\r\nc\n", "\n\n\nc\n", id="line ends of Windows"),
    ],
)
def test_fences_turn_into_spaces(text: str, expected: str) -> None:
    blanked = without_code_blocks(text)
    assert len(blanked) == len(text)
    assert "\n".join(line.rstrip() for line in blanked.split("\n")) == expected


def test_code_spans_turn_into_spaces() -> None:
    assert without_code("a `b` ``c ` d`` e ` f\n") == "a               e ` f\n"


def test_a_backslash_takes_the_meaning_of_a_tick_away() -> None:
    assert without_code("a \\` b ` c ` d\n") == "a \\` b       d\n"
    assert without_code("a \\\\`b` c\n") == "a \\\\    c\n"


def kinds(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.first_line, block.end_line) for block in parse_blocks(text)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("> ```\n> a\n\nb\n", [("fence", 0, 2), ("text", 3, 4)], id="a fence ends with its quotation"),
        pytest.param("- a\n\n  ```\n  b\n\nc\n", [("text", 0, 1), ("fence", 2, 5), ("text", 5, 6)], id="with its item"),
        pytest.param("!!! note\n    a\n\n        b\n", [("text", 0, 1), ("text", 1, 2), ("indented", 3, 4)], id="box"),
        pytest.param('=== "Tab"\n    ```\n    a\n    ```\n', [("text", 0, 1), ("fence", 1, 4)], id="content tab"),
        pytest.param("[^1]: a\n    b\n", [("text", 0, 1), ("text", 1, 2)], id="footnote"),
        pytest.param("- a\n\n    b\n", [("text", 0, 1), ("text", 2, 3)], id="four spaces continue an item"),
        pytest.param("a\n\n    b\n", [("text", 0, 1), ("indented", 2, 3)], id="four spaces are code elsewhere"),
        pytest.param("<!--\n```\n-->\na\n", [("html", 0, 3), ("text", 3, 4)], id="no fence in a comment"),
        pytest.param("| a |\n|---|\n| b |\n\nc\n", [("table", 0, 3), ("text", 4, 5)], id="table"),
        pytest.param("a | b\n--- | ---\n1 | 2\n", [("table", 0, 3)], id="table without outer pipes"),
        pytest.param("---\na: 1\n---\n# b\n", [("heading", 3, 4)], id="YAML front matter is none"),
        pytest.param("+++\na = 1\n+++\n# b\n", [("heading", 3, 4)], id="TOML front matter is none"),
        pytest.param("a\r\n\r\n```\r\nb\r\n```\r\n", [("text", 0, 1), ("fence", 2, 5)], id="CRLF"),
        pytest.param("a\rb\n# c\n", [("text", 0, 1), ("heading", 1, 2)], id="a lone carriage return ends no line"),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, int, int]]) -> None:
    assert kinds(text) == blocks


@pytest.mark.parametrize(
    ("text", "code", "comments"),
    [
        pytest.param("- a ` b\n- c ` d\n", [], [], id="not across items"),
        pytest.param("a ` b\n\nc ` d\n", [], [], id="not across paragraphs"),
        pytest.param("# a ` b\nc ` d\n", [], [], id="not across a heading"),
        pytest.param("| ` | a |\n|---|---|\n| ` | b |\n", [], [], id="not across cells"),
        pytest.param("a `b\nc` d\n", ["`b\nc`"], [], id="across lines of a paragraph"),
        pytest.param("a <!-- ` --> ` b\n", [], ["<!-- ` -->"], id="not from inside a comment"),
        pytest.param("a `<!-- b` c -->\n", ["`<!-- b`"], [], id="a comment does not start in code"),
        pytest.param("a \\` b `c\\` d\n", ["`c\\`"], [], id="a backslash escapes outside code only"),
        pytest.param("``a`b``\n", ["``a`b``"], [], id="by equal length"),
        pytest.param("a <!-- b\n\nc --> d\n", [], [], id="no comment across paragraphs"),
        pytest.param("a \\<!-- ` --> <!-- ` -->\n", ["` --> <!-- `"], [], id="an escaped comment is text"),
        pytest.param("a \\\\<!-- ` -->\n", [], ["<!-- ` -->"], id="an escaped backslash"),
        pytest.param("<p>\\<!-- ` --></p>\n", [], ["<!-- ` -->"], id="in HTML a backslash is text"),
        pytest.param("a <!--> b <!---> c <!-- d -->\n", [], ["<!-->", "<!--->", "<!-- d -->"], id="empty comments"),
    ],
)
def test_code_spans_and_comments(text: str, code: list[str], comments: list[str]) -> None:
    assert tuple([text[start:end] for start, end in spans] for spans in inline_spans(text)) == (code, comments)


def test_the_code_spans_of_a_passage() -> None:
    assert [(span.start, span.code_start, span.code) for span in code_spans("a `b` ``c`d``")] == [
        (2, 3, "b"),
        (6, 8, "c`d"),
    ]


@given(st.text("`~-*>|#! \n\t\r<:=ab1.\\", max_size=60))
def test_masks_keep_every_place(text: str) -> None:
    for masked in (without_code(text), without_code_blocks(text), without_front_matter(text)):
        assert len(masked) == len(text)
        assert [index for index, char in enumerate(masked) if char == "\n"] == [
            index for index, char in enumerate(text) if char == "\n"
        ]
        assert all(new in (old, " ") for new, old in zip(masked, text, strict=True))


@given(st.text("`~-*>|#! \n\t\r<:=ab1.\\", max_size=60))
def test_blocks_are_in_order_and_do_not_overlap(text: str) -> None:
    position = 0
    for block in parse_blocks(text):
        assert position <= block.first_line < block.end_line <= text.count("\n") + 1
        position = block.end_line
