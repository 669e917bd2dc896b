"""Find the name that a misspelled text most likely refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A dot only between digits, as in a version; elsewhere it starts a suffix. 3 to 80 characters.
_NAME_SHAPE = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]|(?<=[0-9])\.(?=[0-9])| (?=[A-Za-z0-9])){2,79}")
# Unless only a name can be meant, camel case is an identifier in code.
_CAMEL = re.compile(r"[a-z0-9][A-Z]")
_SEPARATOR = re.compile(r"[-_ ]+")
# `sprint-1` and `sprint-2` are two names, and not a name and its misspelling.
_DIGITS = re.compile(r"[0-9]+")
# Longer suffixes first, so that `ers` is not read as `s`.
_SUFFIXES = tuple(sorted("s es ed ing ion ions er ers or ors e".split(), key=len, reverse=True))
# `reviewer` for `review` is a person, and not a typo.
_PERSON_SUFFIX = re.compile("[eo]rs?$")
_SHORT_LENGTH = 3
"""In parts this short a replaced letter makes another word; arbitrary, tuned on the corpora in the tests."""


@dataclass(frozen=True, slots=True)
class _NormalizedName:
    name: str
    parts: tuple[str, ...]
    joined: str
    letter_mask: int


class TypoIndex:
    """The names of one section, indexed by first letter and length, so that few are compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._buckets: dict[tuple[str, int], list[_NormalizedName]] = {}
        for name in sorted(names):
            normalized = _normalize(name)
            self._buckets.setdefault((normalized.joined[:1], len(normalized.joined)), []).append(normalized)

    def nearest(self, text: str, *, is_section_known: bool = False) -> str | None:
        """Return the name that a text misspells; `is_section_known`: the text can only be a name here."""
        if not _NAME_SHAPE.fullmatch(text) or (_CAMEL.search(text) and not is_section_known):
            return None
        typo = _normalize(text)
        has_spaces = " " in text
        best: tuple[int, str] | None = None
        for candidate in self._candidates(typo, 0 if has_spaces else 2):
            distance = _name_distance(typo, candidate, is_section_known=is_section_known)
            if distance is not None and (not has_spaces or distance == 0) and candidate.name != text:
                best = min(best or (distance, candidate.name), (distance, candidate.name))
        return best[1] if best else None

    def _candidates(self, typo: _NormalizedName, max_distance: int) -> Iterator[_NormalizedName]:
        """Yield names with the same first letter, a similar length and nearly the same letters."""
        length = len(typo.joined)
        for candidate_length in range(length - max_distance, length + max_distance + 1):
            for candidate in self._buckets.get((typo.joined[:1], candidate_length), ()):
                if (candidate.letter_mask ^ typo.letter_mask).bit_count() <= 2 * max_distance:
                    yield candidate


def _normalize(name: str) -> _NormalizedName:
    parts = tuple(part for part in _SEPARATOR.split(name.casefold()) if part)
    joined = "".join(parts)
    letter_mask = 0
    for letter in joined:
        letter_mask |= 1 << (ord(letter) % 64)
    return _NormalizedName(name, parts, joined, letter_mask)


def _name_distance(typo: _NormalizedName, name: _NormalizedName, *, is_section_known: bool) -> int | None:
    """Return the edit distance, separators ignored; None if the text is not a typo of the name."""
    if typo.joined == name.joined:
        return 0
    max_distance = _max_distance(name)
    if not max_distance or (not is_section_known and _is_different_word(typo, name)):
        return None
    if _DIGITS.findall(typo.joined) != _DIGITS.findall(name.joined):
        return None
    if len(typo.parts) != len(name.parts):
        is_long = max_distance > 1 and len(name.parts) > 1
        return edit_distance(typo.joined, name.joined, 1) if is_long else None
    distances = [_part_distance(*parts) for parts in zip(typo.parts, name.parts, strict=True)]
    total = sum(max_distance + 1 if distance is None else distance for distance in distances)
    return total if total <= max_distance else None


def _max_distance(name: _NormalizedName) -> int:
    """Return how many letters may be wrong: none in a short word, which would be another word."""
    length = len(name.joined)
    return 0 if length < (5 if len(name.parts) == 1 else 4) else 1 if length < 10 else 2


def _part_distance(typo_part: str, name_part: str) -> int | None:
    """Return the distance of two parts; short parts must not have a replaced letter."""
    if typo_part == name_part:
        return 0
    if set(_stems(typo_part)) & set(_stems(name_part)):
        return 1
    distance = edit_distance(typo_part, name_part, 2 if len(name_part) >= 8 else 1)
    if distance is None or len(name_part) > _SHORT_LENGTH:
        return distance
    return None if len(typo_part) == len(name_part) and sorted(typo_part) != sorted(name_part) else distance


def _is_different_word(typo: _NormalizedName, name: _NormalizedName) -> bool:
    """Whether the last parts are two forms of one word, such as `complete` and `completed`.

    A name of several parts is not an ordinary word; there, only the person who does the work is
    something else: `code-reviewer` and `code_review`.
    """
    if typo.parts[:-1] != name.parts[:-1]:
        return False
    typo_part, name_part = typo.parts[-1], name.parts[-1]
    if len(name.parts) > 1 and _PERSON_SUFFIX.search(typo_part) is None:
        return False
    return bool(set(_stems(typo_part)) & set(_stems(name_part)))


def _stems(word: str) -> Iterator[str]:
    yield word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORT_LENGTH:
            yield word.removesuffix(suffix)


def edit_distance(first: str, second: str, max_distance: int) -> int | None:
    """Return the optimal string alignment distance (Damerau) up to `max_distance`, else None."""
    if abs(len(first) - len(second)) > max_distance:
        return None
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        row = [i]
        for j, other in enumerate(second, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != other))
            if i > 1 < j and letter == second[j - 2] and other == first[i - 2]:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
        if min(row) > max_distance and min(before_last) > max_distance:
            return None
    return last[-1] if last[-1] <= max_distance else None
