"""Patterns of the contract are valid and match any text quickly."""

from __future__ import annotations

import pytest

from revi_docs.contract.regex_safety import MAX_PATTERN_LENGTH, regex_problem


@pytest.mark.parametrize("pattern", ["", "REVI-[0-9]{3,}", "(AB|CD)-[0-9]+", "a*b*c*", "(?:ab){1,9}+c", "x{0,9}"])
def test_accepted(pattern: str) -> None:
    assert regex_problem(pattern) == ""


@pytest.mark.parametrize("pattern", ["(a+)+", "(a*)*b", "(ab|cd)*", "(?:a+b?)+", "((a{10,})x)*", "(?=(a+)*)b"])
def test_repeated_repetitions(pattern: str) -> None:
    problem = "repeats a repetition or alternatives, which can take exponential time to match"
    assert regex_problem(pattern) == problem


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "*", r"\1"])
def test_invalid(pattern: str) -> None:
    assert regex_problem(pattern).startswith("is not a valid regular expression: ")


def test_length() -> None:
    assert regex_problem("a" * MAX_PATTERN_LENGTH) == ""
    assert regex_problem("a" * (MAX_PATTERN_LENGTH + 1)) == "is longer than 200 characters"
