"""No regular expression of the package takes more than linear time, whatever text it meets."""

from __future__ import annotations

import re
from itertools import islice

import pytest

from tests.support.regular_expressions import (
    Expression,
    HostileText,
    apply,
    cpu_seconds,
    hostile_texts,
    package_expressions,
)
from tests.support.runtime_repository import ROOT
from tests.support.soak import rounds

SCREEN_SIZE, SCREEN_SECONDS = 2_500, 0.001
"""Characters of a hostile text and processor time: most expressions need less, a quadratic one at least 2 ms."""

SIZES = (2_500, 10_000)
MAX_RATIO = 8
"""The time for four times as many characters: 4 times as much for a linear expression, 16 for a quadratic one."""

MIN_SECONDS = 0.02
"""Less than this for the longest text is fast, however much less the others take."""

MAX_SECONDS = 0.25
"""Processor time of one call: a linear expression takes at most 20 ms, one that is worse than quadratic never ends."""


STEP = rounds(8, 1)
"""Each expression meets every eighth of its hostile texts in `make test`, another eighth than its neighbors."""


def slow_text(expression: Expression, start: int = 0, step: int = 1) -> str:
    """The first hostile text for which the expression takes too long; empty if there is none.

    Of its hostile texts, every one that is a multiple of `step` after `start` is tried.
    """
    methods = {method if method in ("match", "fullmatch") else "finditer" for method in expression.methods}
    for hostile in islice(hostile_texts(expression.operations), start, None, step):
        for method in sorted(methods):
            screened = _seconds(expression, method, hostile, SCREEN_SIZE)
            if screened < SCREEN_SECONDS:
                continue
            if screened >= MAX_SECONDS:
                return f"{method}: {hostile}"
            last = _seconds(expression, method, hostile, SIZES[-1])
            if last <= MIN_SECONDS:
                continue
            first, best = (min(_seconds(expression, method, hostile, size) for _ in range(4)) for size in SIZES)
            last = min(last, best)
            if last >= MAX_SECONDS or last > max(MAX_RATIO * first, MIN_SECONDS):
                return f"{method}: {hostile}"
    return ""


def _seconds(expression: Expression, method: str, hostile: HostileText, size: int) -> float:
    text = hostile.text(size)
    return cpu_seconds(lambda: apply(expression, method, text), MAX_SECONDS)


def test_time_is_linear() -> None:
    expressions = package_expressions(ROOT / "revi_docs")
    slow = {str(expression): slow_text(expression, index % STEP, STEP) for index, expression in enumerate(expressions)}
    assert {place: text for place, text in slow.items() if text} == {}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"(a+)+b", "match"), (r"\s*\n\s*x", "match"), ("<!--.*?-->", "sub"), (r"a+b", "search"), (r"(`+).+\1", "search")],
)
def test_the_test_can_fail(pattern: str, method: str) -> None:
    assert slow_text(Expression("x", re.compile(pattern), frozenset({method})))
