"""Patterns of the contract match every text quickly; a refused one names the part and a rewrite."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revi_docs.contract.regex_safety import pattern_problem
from revi_docs.contract.regex_subset import portable_pattern
from tests.support.regular_expressions import Expression, apply, cpu_seconds, hostile_texts
from tests.support.soak import rounds

PARTS = (
    "a", r"\d", r"\w", ".", r"\S", "(?P<n>a)", "b", "-", "[ab]", "[a-z]", "[0-9]", "[^a]", r"\.", "(a|b)",
    "(ab|cd)", "(a-)", "(-[0-9]+)", "(a|ab)",
)  # fmt: skip
COUNTS = ("", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}")
PATTERNS = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(COUNTS)), max_size=7).map(
    lambda parts: "".join(part + count for part, count in parts)
)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "REVI-[0-9]{3,}",
        "(AB|CD)-[0-9]+",
        "(DEMO|DEV)-[A-Z]+([0-9]{3,})(-[a-z]+)?",
        "(REVI|RE)-[0-9]+",
        "[A-Z]+(-[A-Z]+)?-[0-9]+",
        "[A-Z][A-Z0-9]*-[0-9]+",
        "a*b*c*",
        r"\w+(-\d+)?",
        ".*",
        ".+-[0-9]+",
        "a*a",
        "x?(-x?)?",
        "x{0,9}",
    ],
)
def test_accepted(pattern: str) -> None:
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a+)+", "repeats 'a+' inside '(a+)+', which can take exponential time"),
        ("(a*)*b", "repeats 'a*' inside '(a*)*', which can take exponential time"),
        ("((a{10,})x)*", "repeats 'a{10,}' inside '((a{10,})x)*', which can take exponential time"),
        ("(x?){9}", "repeats 'x?' inside '(x?){9}', which can take exponential time"),
        ("(ab|cd)*", "repeats alternatives in '(ab|cd)*', which can take exponential time"),
        (
            "[0-9]+[0-9]*x",
            "has '[0-9]+' and '[0-9]*', which match the same characters and have nothing between them",
        ),
        (r"\w+\d+", r"has '\w+' and '\d+', which match the same characters and have nothing between them"),
        (r"(\d+)+", r"repeats '\d+' inside '(\d+)+', which can take exponential time"),
        (".*-.*", "has '.*' and '.*', which match the same characters and have nothing between them"),
        ("a?a?", "has 'a?' and 'a?', which match the same characters and have nothing between them"),
        ("[a-z]*-?[a-z]*", "has '[a-z]*' and '[a-z]*', which match the same characters and have nothing between them"),
        ("(A|[A-Z])1", "has the alternatives 'A' and '[A-Z]', which can match the same text"),
        ("a+|a+b", "has the alternatives 'a+' and 'a+b', which can match the same text"),
        ("(R|RE)(R|RE)", "has '(R|RE)' and '(R|RE)', which match the same characters and have nothing between them"),
    ],
)
def test_refused(pattern: str, reason: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert problem.reason == reason
    assert problem.fix


@settings(max_examples=rounds(150, 5_000), deadline=None)
@given(PATTERNS)
def test_accepted_patterns_are_linear(pattern: str) -> None:
    if pattern_problem(pattern) is not None:
        return
    expression = Expression("story_id", re.compile(f"(?:{portable_pattern(pattern)})"), frozenset({"fullmatch"}))
    for hostile in hostile_texts(expression.operations):
        assert cpu_seconds(lambda: apply(expression, "fullmatch", hostile.text(3_000)), 0.5) < 0.5  # noqa: B023
