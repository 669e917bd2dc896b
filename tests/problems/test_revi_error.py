"""The exception that carries problems."""

from __future__ import annotations

from revi_docs.problems.revi_error import ReviError
from tests.support.plain_problems import problem


def test_the_exception_carries_all_problems() -> None:
    error = ReviError(problem("a"), problem("b", message="n"))
    assert str(error) == "a: m; b: n"
    assert [problem.code for problem in error.problems] == ["a", "b"]
