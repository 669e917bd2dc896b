"""Numbers with what they count, as people write them: `60K tokens`, `3 retries`, `5 minutes`, `0.5 to 5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.drift.prose.facts import Unit

_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SMALL_WORDS = {word: float(number) for number, word in enumerate(_SMALL, start=1)}
_NUMBER = r"[0-9]{1,3}(?:[,_'’\u00a0\u2009\u202f ][0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
_LARGE = r"[0-9]{1,3}(?:[,_\u00a0\u202f][0-9]{3})+|[0-9]{4,}"
_WORD = rf"{_NUMBER}|{'|'.join(_SMALL)}"
_THOUSAND = r"[kKM]\b|thousand\b|million\b"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "": 1.0}
_JOINT = r"(?:\s*(?:/|–|—|-)\s*|\s+(?:to|and|or)\s+|,\s+)"
_TIMES = {
    **dict.fromkeys(("ms", "millisecond"), 1.0),
    **dict.fromkeys(("s", "sec", "second"), 1e3),
    **dict.fromkeys(("m", "min", "minute"), 6e4),
    **dict.fromkeys(("h", "hr", "hour"), 3.6e6),
    **dict.fromkeys(("d", "day"), 8.64e7),
}
_TIME = "|".join(sorted(_TIMES, key=len, reverse=True))
_COUNTED = {
    Unit.RETRIES: r"retries|retry|re-tries|times|×",
    Unit.TRIES: r"attempts?|tries",
    Unit.FAILURES: r"failures?|errors?",
    Unit.TIMEOUTS: r"time-?outs?",
}
_NOUN = "|".join(f"(?P<{unit.name}>{nouns})" for unit, nouns in _COUNTED.items())
_FREE = r"(?<![\w.,/#$€£v-])"

_FORMS = re.compile(
    rf"""{_FREE}(?:
      (?:(?P<other>{_NUMBER})\s?(?P<other_scale>{_THOUSAND})?{_JOINT})?
         (?P<tokens>{_NUMBER})\s?(?P<scale>{_THOUSAND})?[\s-]*tokens?\b
    | (?P<time>{_WORD})[\s-]?(?P<long>{_TIME})s?\b(?![/'’])
    | (?P<count>{_WORD})\s?(?:more\s|further\s|or\smore\s)?(?:{_NOUN})(?!\w)
    | (?P<bare>(?:{_NUMBER})\s?(?:{_THOUSAND})|{_LARGE})(?![\w%-])
    | (?P<least>[0-9]+(?:\.[0-9]+)?)\s*(?:to|and|–|—|-|…|\.\.)\s*(?P<most>[0-9]+(?:\.[0-9]+)?)(?![\w%])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_AS_WORD = {"once": 1.0, "twice": 2.0}
_ONCE = re.compile(r"\b(?:once|twice)\b", re.IGNORECASE)
_ANY = re.compile(rf"[0-9]|\b(?:{'|'.join((*_SMALL, *_AS_WORD))})\b", re.IGNORECASE)
_AFTER_RETRY = re.compile(
    r"\bretr(?:ies|y)(?: limit| count)?(?: of| is|:|=)? (?P<n>[0-9]+)\b(?!\s*\w*(?:sec|min|ms|s\b))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `bare` where no unit stands behind it, `ends` what it is of a range."""

    start: int
    text: str
    value: float
    unit: Unit
    bare: bool = False
    ends: str = ""

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)


def may_count(text: str) -> bool:
    """Whether there can be a quantity in a text at all: soon said, and mostly no."""
    return _ANY.search(text) is not None


def quantities(text: str) -> Iterator[Quantity]:
    """All that is counted or measured in a text, in order."""
    for found in _FORMS.finditer(text):
        if found["tokens"]:
            yield from _tokens(found)
        elif found["time"]:
            value = _number(found["time"]) * _TIMES[found["long"].casefold()]
            yield Quantity(found.start(), found[0], value, Unit.TIME)
        elif found["count"]:
            unit = next(unit for unit in _COUNTED if found[unit.name])
            yield Quantity(found.start(), found[0], _number(found["count"]), unit)
        elif found["bare"]:
            yield Quantity(found.start(), found[0], scaled(found["bare"]), Unit.TOKENS, bare=True)
        else:
            for end in ("least", "most"):
                yield Quantity(found.start(end), found[end], float(found[end]), Unit.FACTOR, ends=end)
    for once in _ONCE.finditer(text):
        yield Quantity(once.start(), once[0], _AS_WORD[once[0].casefold()], Unit.RETRIES)
    for after in _AFTER_RETRY.finditer(text):
        yield Quantity(after.start("n"), after["n"], float(after["n"]), Unit.RETRIES)


def _tokens(found: re.Match[str]) -> Iterator[Quantity]:
    """The number of tokens, and the one before it that shares the word: `30K to 60K tokens`."""
    scale = found["scale"] or ""
    if found["other"]:
        value = _number(found["other"]) * _SCALES[(found["other_scale"] or scale).casefold()]
        text = found[0][: found.end("other_scale" if found["other_scale"] else "other") - found.start()]
        yield Quantity(found.start(), text, value, Unit.TOKENS)
    value = _number(found["tokens"]) * _SCALES[scale.casefold()]
    yield Quantity(
        found.start("tokens"), found.string[found.start("tokens") : found.end()], value, Unit.TOKENS
    )


def scaled(text: str) -> float:
    """The number that `60K`, `60,000` or `0.5 million` stands for."""
    found = re.fullmatch(rf"(?P<n>{_NUMBER})\s?(?P<scale>{_THOUSAND})?", text, re.IGNORECASE)
    assert found, text
    return _number(found["n"]) * _SCALES[(found["scale"] or "").casefold()]


def _number(text: str) -> float:
    word = _SMALL_WORDS.get(text.casefold())
    return float(re.sub(r"[,_'’\s]", "", text)) if word is None else word


_CELL = re.compile(
    rf"(?:about\s|~\s?|≈\s?|<=?\s?|≤\s?)?(?P<value>(?P<n>{_WORD})\s?(?P<unit>{_THOUSAND}|(?:{_TIME})s?\b|×)?)",
    re.IGNORECASE,
)


def quantity_of_cell(text: str, unit: Unit, head: str) -> Quantity | None:
    """The number that is all of a cell, in the unit that it, or the column's head, names."""
    found = _CELL.fullmatch(text.strip())
    if not found:
        return None
    named = (found["unit"] or "").casefold()
    if unit is Unit.TIME:
        long = named or next(iter(re.findall(rf"[(\[]({_TIME})s?[)\]]", head, re.IGNORECASE)), "").casefold()
        size = _TIMES.get(long, _TIMES.get(long.removesuffix("s"), 0.0))
    else:
        size = _SCALES.get(named, 1.0 if named == "×" else 0.0)
    if not size:
        return None
    return Quantity(found.start("value"), found["value"], _number(found["n"]) * size, unit, bare=not named)
