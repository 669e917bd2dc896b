"""A problem with nothing but its code, places and message."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem


def problem(code: str, *places: Place, message: str = "m") -> Problem:
    return Problem(code=code, message=message, fix="f", places=places)
