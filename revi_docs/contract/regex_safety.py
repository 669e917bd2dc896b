"""Check that a regular expression of the contract is valid and matches every text quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The parser of the standard library is private, but a parser of our own could disagree with `re.compile`.
from re import _constants, _parser  # type: ignore[attr-defined]  # private modules have no stubs
from typing import Any

MAX_PATTERN_LENGTH = 200
"""Characters. Arbitrary: a story id needs a fraction of this."""

_REPEAT_OPERATIONS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_MAX_BOUNDED_REPEATS = 9
"""A repetition of at most this many iterations is cheap enough inside another one. Arbitrary."""


def regex_problem(pattern: str) -> str:
    """Return what is wrong with a pattern, for a sentence that starts with it; empty if nothing is.

    A repetition inside a repetition, or alternatives inside one, can make matching take exponential
    time (catastrophic backtracking). All such patterns are rejected, even if some are harmless.
    """
    if len(pattern) > MAX_PATTERN_LENGTH:
        return f"is longer than {MAX_PATTERN_LENGTH} characters"
    try:
        re.compile(pattern)
        operations = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is not a valid regular expression: {error}"
    if _has_nested_repeat(operations, inside_repeat=False):
        return "repeats a repetition or alternatives, which can take exponential time to match"
    return ""


def _has_nested_repeat(operations: Iterable[Any], *, inside_repeat: bool) -> bool:
    for operation, argument in operations:
        if operation in _REPEAT_OPERATIONS:
            is_unbounded = argument[1] > _MAX_BOUNDED_REPEATS
            # Every nested pair is rejected: deciding which ones are harmless needs a full analysis.
            if is_unbounded and inside_repeat:
                return True
            if _has_nested_repeat(argument[2], inside_repeat=inside_repeat or is_unbounded):
                return True
        elif operation is _constants.BRANCH:
            if inside_repeat or any(_has_nested_repeat(branch, inside_repeat=inside_repeat) for branch in argument[1]):
                return True
        elif any(_has_nested_repeat(inner, inside_repeat=inside_repeat) for inner in _nested_patterns(argument)):
            return True
    return False


def _nested_patterns(argument: Any) -> list[Any]:
    """Return the patterns inside a group, an assertion or a condition."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple):
        return [inner for part in argument for inner in _nested_patterns(part)]
    return []
