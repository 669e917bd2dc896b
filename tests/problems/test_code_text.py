"""The text of a code."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure, code_text

PARTS = ("It is odd.", "Because.", "a: 1\nb: 2", "Correct it.")
TEXT = "It is odd.\n\nWhy: Because.\n\nExample:\n\n    a: 1\n    b: 2\n\nFix: Correct it."


def test_the_parts() -> None:
    text = code_text(*PARTS)
    assert text == TEXT
    assert not isinstance(text, ExecutionFailure)


def test_a_summary_that_is_a_failure_makes_the_text_one() -> None:
    text = code_text(ExecutionFailure(PARTS[0]), *PARTS[1:])
    assert text == TEXT
    assert isinstance(text, ExecutionFailure)
