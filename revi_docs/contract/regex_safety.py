"""Regular expressions that a contract may state: those that every text is matched against in no time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

MAX_PATTERN_LENGTH = 200

_REPEAT_OPERATIONS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_MAX_BOUNDED_REPEATS = 9
"""From how many rounds on a repetition counts as one without an end."""


def regex_problem(pattern: str) -> str:
    """What is wrong with a pattern, for a sentence that begins with it; empty where nothing is.

    A repetition inside a repetition, or a choice inside one, can be tried in so many ways that
    matching takes years; such patterns are refused, harmless ones among them.
    """
    if len(pattern) > MAX_PATTERN_LENGTH:
        return f"is longer than {MAX_PATTERN_LENGTH} characters"
    try:
        re.compile(pattern)
        operations = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no regular expression: {error}"
    if _has_nested_repeat(operations, inside_repeat=False):
        return "repeats a repetition or a choice, which may take for ever to match"
    return ""


def _has_nested_repeat(operations: Iterable[Any], *, inside_repeat: bool) -> bool:
    for operation, argument in operations:
        if operation in _REPEAT_OPERATIONS:
            is_unbounded = argument[1] > _MAX_BOUNDED_REPEATS
            if is_unbounded and inside_repeat:
                return True
            if _has_nested_repeat(argument[2], inside_repeat=inside_repeat or is_unbounded):
                return True
        elif operation is _constants.BRANCH:
            if inside_repeat or any(
                _has_nested_repeat(branch, inside_repeat=inside_repeat) for branch in argument[1]
            ):
                return True
        elif any(
            _has_nested_repeat(inner, inside_repeat=inside_repeat) for inner in _nested_patterns(argument)
        ):
            return True
    return False


def _nested_patterns(argument: Any) -> list[Any]:
    """The patterns inside a group, an assertion or a condition."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple):
        return [inner for part in argument for inner in _nested_patterns(part)]
    return []
