"""Check that a regular expression of the contract matches every text in linear time.

If two parts match the same characters and nothing between them tells where the first one ends, a text that does not
match is divided between them in every possible way: `[0-9]+[0-9]*x` takes quadratic time, each further part multiplies
it again, and a repetition inside a repetition takes exponential time. Without such parts, the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from revi_docs.contract.pattern_problem import PatternError, PatternProblem
from revi_docs.contract.regex_characters import Characters
from revi_docs.contract.regex_subset import PatternItem, Sequence, parse_pattern


class _OpenPart(NamedTuple):
    """A part of variable length that can end here or later: its characters, and those that followed it so far."""

    offset: int
    text: str
    characters: Characters
    followed_by: tuple[Characters, ...] = ()

    def after(self, characters: Characters) -> _OpenPart | None:
        """The part once one of these characters has followed; None if they show that it has ended."""
        if not self.characters & characters:
            return None
        return self._replace(followed_by=tuple(dict.fromkeys((*self.followed_by, characters))))

    def is_open_in(self, parts: frozenset[_OpenPart]) -> bool:
        """Whether the part is still open among those after an item: then it can have matched all of the item."""
        return any(part.offset == self.offset and part.text == self.text for part in parts)

    def overlaps(self, other: Characters) -> bool:
        """Whether a later part can match what this one matches, with all that is between them."""
        return bool(self.characters & other) and all(characters & other for characters in self.followed_by)


def pattern_problem(pattern: str) -> PatternProblem | None:
    """Why a pattern of the contract is refused, with a rewrite; None if nothing is wrong with it."""
    try:
        _follow_branches(0, pattern, parse_pattern(pattern), frozenset())
    except PatternError as error:
        return error.problem
    return None


def _follow(sequence: Sequence, parts: frozenset[_OpenPart]) -> frozenset[_OpenPart]:
    """The parts that are open after a sequence. Raises PatternError."""
    for item in sequence:
        if item.has_fixed_count and item.most == 1:
            parts = _follow_once(item, parts)
            continue
        if item.most != 1:
            _refuse_nested(item)
        following = _follow_once(item, parts)
        if item.has_fixed_count:
            parts = following if item.least else parts
            continue
        characters = _characters(item)
        for part in parts:
            if part.overlaps(characters) and part.is_open_in(following):
                _refuse_overlap(part.text, item.text)
        parts = (following if item.least else following | parts) | {_OpenPart(item.offset, item.text, characters)}
    return parts


def _follow_once(item: PatternItem, parts: frozenset[_OpenPart]) -> frozenset[_OpenPart]:
    if item.branches:
        return _follow_branches(item.offset, item.text, item.branches, parts)
    return frozenset(part for open_part in parts if (part := open_part.after(item.characters)))


def _follow_branches(
    offset: int, text: str, branches: tuple[Sequence, ...], parts: frozenset[_OpenPart]
) -> frozenset[_OpenPart]:
    following = frozenset[_OpenPart]().union(*(_follow(branch, parts) for branch in branches))
    if any(_have_common_start(*pair) for pair in combinations(branches, 2)):
        characters = frozenset[int]().union(*map(_characters_of, branches))
        for part in parts:
            if part.overlaps(characters) and part.is_open_in(following):
                _refuse_overlap(part.text, text)
        following |= {_OpenPart(offset, text, characters)}
    return following


def _have_common_start(first: Sequence, second: Sequence) -> bool:
    """Whether one alternative can be the start of the other. Raises PatternError if both can match the same text."""
    first_start, second_start = _fixed_start(first), _fixed_start(second)
    # Different characters at one place: no text starts with both.
    if any(not first_set & second_set for first_set, second_set in zip(first_start, second_start, strict=False)):
        return False
    is_fixed = all(map(_is_fixed, (*first, *second)))
    if is_fixed and len(first_start) != len(second_start):
        return True
    texts = ["".join(item.text for item in sequence) for sequence in (first, second)]
    reason = f"has the alternatives '{texts[0]}' and '{texts[1]}', which can match the same text"
    raise PatternError(reason, "let them differ in a character at the same place, or write their common start once")


def _is_fixed(item: PatternItem) -> bool:
    return item.has_fixed_count and not item.branches


def _fixed_start(sequence: Sequence) -> list[Characters]:
    """The characters at each place of a sequence, before its first group or part of variable length."""
    start: list[Characters] = []
    for item in sequence:
        if item.branches:
            break
        start += [item.characters] * item.least
        if not item.has_fixed_count:
            break
    return start


def _refuse_nested(item: PatternItem) -> None:
    for branch in item.branches:
        for inner in branch:
            if not inner.has_fixed_count:
                raise PatternError(
                    f"repeats '{inner.text}' inside '{item.text}', which can take exponential time",
                    "repeat a set instead, as in [0-9]+ for ([0-9]+)+, or write the inner part with a fixed count",
                )
            _refuse_nested(inner._replace(text=item.text))
    if len(item.branches) > 1:
        raise PatternError(
            f"repeats alternatives in '{item.text}', which can take exponential time",
            "repeat a set instead, as in [AB]+ for (A|B)+",
        )


def _refuse_overlap(first: str, second: str) -> None:
    raise PatternError(
        f"has '{first}' and '{second}', which match the same characters and have nothing between them",
        "merge the two, as in [0-9]+ for [0-9]+[0-9]*, or put a character between them that the first does not match",
    )


def _characters(item: PatternItem) -> Characters:
    return item.characters if not item.branches else frozenset[int]().union(*map(_characters_of, item.branches))


def _characters_of(sequence: Iterable[PatternItem]) -> Characters:
    return frozenset[int]().union(*map(_characters, sequence))
