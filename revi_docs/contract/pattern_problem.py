"""Why a pattern of the contract is refused."""

from __future__ import annotations

from typing import NamedTuple


class PatternProblem(NamedTuple):
    """Why a pattern is refused: the predicate of a sentence that starts with the pattern, and what to write instead."""

    reason: str
    fix: str


class PatternError(Exception):
    """A pattern that is refused, with its problem."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.problem = PatternProblem(reason, fix)
