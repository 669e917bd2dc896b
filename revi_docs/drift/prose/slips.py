"""Slips: a text that is no name, and was meant to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHAPE = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]|(?<=[0-9])\.(?=[0-9])| (?=[A-Za-z0-9])){2,79}")
_CAMEL = re.compile(r"[a-z0-9][A-Z]")
_BREAK = re.compile(r"[-_ ]+")
_DIGITS = re.compile(r"[0-9]+")
_ENDINGS = tuple(sorted("s es ed ing ion ions er ers or ors e".split(), key=len, reverse=True))
_DOER = re.compile("[eo]rs?$")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    parts: tuple[str, ...]
    joined: str
    letters: int


class Slips:
    """The names of one section, laid out by first letter and length so that few of them are compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._like: dict[tuple[str, int], list[_Name]] = {}
        for name in sorted(names):
            one = _spelled(name)
            self._like.setdefault((one.joined[:1], len(one.joined)), []).append(one)

    def nearest(self, text: str, *, sure: bool = False) -> str | None:
        """The name that the text is a slip of; `sure` where it can only be a name of this section."""
        if not _SHAPE.fullmatch(text) or (_CAMEL.search(text) and not sure):
            return None
        wrong = _spelled(text)
        spaced = " " in text
        best: tuple[int, str] | None = None
        for one in self._near(wrong, 0 if spaced else 2):
            away = _away(wrong, one, sure=sure)
            if away is not None and (not spaced or away == 0) and one.name != text:
                best = min(best or (away, one.name), (away, one.name))
        return best[1] if best else None

    def _near(self, wrong: _Name, most: int) -> Iterator[_Name]:
        """Those that begin alike, are of a like length and share nearly all letters."""
        length = len(wrong.joined)
        for size in range(length - most, length + most + 1):
            for one in self._like.get((wrong.joined[:1], size), ()):
                if (one.letters ^ wrong.letters).bit_count() <= 2 * most:
                    yield one


def _spelled(name: str) -> _Name:
    parts = tuple(part for part in _BREAK.split(name.casefold()) if part)
    joined = "".join(parts)
    letters = 0
    for letter in joined:
        letters |= 1 << (ord(letter) % 64)
    return _Name(name, parts, joined, letters)


def _away(wrong: _Name, right: _Name, *, sure: bool) -> int | None:
    """How many letters lie between two that begin alike, separators aside; None where it is no slip."""
    if wrong.joined == right.joined:
        return 0
    most = _most(right)
    if not most or (not sure and _is_another_word(wrong, right)):
        return None
    if _DIGITS.findall(wrong.joined) != _DIGITS.findall(right.joined):
        return None
    if len(wrong.parts) != len(right.parts):
        return distance(wrong.joined, right.joined, 1) if most > 1 and len(right.parts) > 1 else None
    parts = [_part(one, other) for one, other in zip(wrong.parts, right.parts, strict=True)]
    total = sum(part if part is not None else most + 1 for part in parts)
    return total if total <= most else None


def _most(right: _Name) -> int:
    """How many letters of a name may be wrong: none of a short word, for that is soon another one."""
    length = len(right.joined)
    return 0 if length < (5 if len(right.parts) == 1 else 4) else 1 if length < 10 else 2


def _part(wrong: str, right: str) -> int | None:
    """The letters between two parts; in a short one only a letter too many, too few or out of order."""
    if wrong == right:
        return 0
    if set(_stems(wrong)) & set(_stems(right)):
        return 1
    away = distance(wrong, right, 2 if len(right) >= 8 else 1)
    if away is None or len(right) > _SHORT:
        return away
    return None if len(wrong) == len(right) and sorted(wrong) != sorted(right) else away


def _is_another_word(wrong: _Name, right: _Name) -> bool:
    """Whether the last parts are two forms of one word, such as `complete` and `completed`.

    Where the name has several parts it is no ordinary word, and only somebody who does it is another
    thing: `code-reviewer` and `code_review`.
    """
    if wrong.parts[:-1] != right.parts[:-1]:
        return False
    one, other = wrong.parts[-1], right.parts[-1]
    if len(right.parts) > 1 and _DOER.search(one) is None:
        return False
    return bool(set(_stems(one)) & set(_stems(other)))


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            yield word.removesuffix(ending)


def distance(one: str, other: str, most: int) -> int | None:
    """Letters too many, too few, wrong, or two out of order, up to `most`; None beyond."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 < column and letter == other[column - 2] and wanted == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
        if min(line) > most and min(before) > most:
            return None
    return last[-1] if last[-1] <= most else None
