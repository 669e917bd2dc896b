"""Where code stands in a Markdown text."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown_blocks import without_code, without_code_blocks


@pytest.mark.parametrize(
    ("text", "left"),
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
def test_fences_turn_into_spaces(text: str, left: str) -> None:
    found = without_code_blocks(text)
    assert len(found) == len(text)
    assert "\n".join(line.rstrip() for line in found.split("\n")) == left


def test_code_spans_turn_into_spaces() -> None:
    assert without_code("a `b` ``c ` d`` e ` f\n") == "a               e ` f\n"


def test_a_backslash_takes_the_meaning_of_a_tick_away() -> None:
    assert without_code("a \\` b ` c ` d\n") == "a \\` b       d\n"
    assert without_code("a \\\\`b` c\n") == "a \\\\    c\n"
