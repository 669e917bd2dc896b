"""Regular expressions that a contract may state: those that every text is matched against in no time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

MOST_LETTERS = 200

_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_MANY = 9
"""From how many rounds on a repetition counts as one without an end."""


def why_unusable(pattern: str) -> str:
    """What is wrong with a pattern, for a sentence that begins with it; empty where nothing is.

    A repetition inside a repetition, or a choice inside one, can be tried in so many ways that
    matching takes years; such patterns are refused, harmless ones among them.
    """
    if len(pattern) > MOST_LETTERS:
        return f"is longer than {MOST_LETTERS} characters"
    try:
        re.compile(pattern)
        parsed = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no regular expression: {error}"
    if _runs_away(parsed, repeated=False):
        return "repeats a repetition or a choice, which may take for ever to match"
    return ""


def _runs_away(parts: Iterable[Any], *, repeated: bool) -> bool:
    for operation, argument in parts:
        if operation in _REPEATS:
            many = argument[1] > _MANY
            if many and repeated:
                return True
            if _runs_away(argument[2], repeated=repeated or many):
                return True
        elif operation is _constants.BRANCH:
            if repeated or any(_runs_away(branch, repeated=repeated) for branch in argument[1]):
                return True
        elif any(_runs_away(inner, repeated=repeated) for inner in _inside(argument)):
            return True
    return False


def _inside(argument: Any) -> list[Any]:
    """The patterns inside a group, an assertion or a condition."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, tuple):
        return [inner for part in argument for inner in _inside(part)]
    return []
