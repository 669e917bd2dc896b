"""Find quantities as people write them: `60K tokens`, `3 retries`, `5 minutes`, `0.5 to 5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.prose.numeric_facts import Unit

# Style guides spell out small numbers; larger ones in words are rare.
_NUMBER_NAMES = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER_WORDS = {word: float(number) for number, word in enumerate(_NUMBER_NAMES, start=1)}
# Thousands are separated by a comma, an underscore, an apostrophe or one of the spaces of typography. The
# group is atomic: a number without a unit is not tried again without its last digits.
_NUMBER = r"(?>[0-9]{1,3}(?:[,_'’\u00a0\u2009\u202f ][0-9]{3}){1,6}(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
# Without a unit, only a number of this size can be a number of tokens.
_LARGE_NUMBER = r"[0-9]{1,3}(?:[,_\u00a0\u202f][0-9]{3}){1,6}|[0-9]{4,}"
_NUMBER_OR_WORD = rf"{_NUMBER}|{'|'.join(_NUMBER_NAMES)}"
_SCALE = r"[kKM]\b|thousand\b|million\b"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "": 1.0}
_RANGE_JOINER = r"(?:\s*(?:/|–|—|-)\s*|\s+(?:to|and|or)\s+|,\s+)"
_TIME_UNITS = {
    **dict.fromkeys(("ms", "millisecond"), 1.0),
    **dict.fromkeys(("s", "sec", "second"), 1e3),
    **dict.fromkeys(("m", "min", "minute"), 6e4),
    **dict.fromkeys(("h", "hr", "hour"), 3.6e6),
    **dict.fromkeys(("d", "day"), 8.64e7),
}
# Longer names first, so that `min` is not read as `m`.
_TIME_PATTERN = "|".join(sorted(_TIME_UNITS, key=len, reverse=True))
_COUNT_NOUNS = {
    Unit.RETRIES: r"retries|retry|re-tries|times|×",
    Unit.ATTEMPTS: r"attempts?|tries",
    Unit.FAILURES: r"failures?|errors?",
    Unit.TIMEOUTS: r"time-?outs?",
}
_COUNT_PATTERN = "|".join(f"(?P<{unit.name}>{nouns})" for unit, nouns in _COUNT_NOUNS.items())
# Not inside a name, a version, a path, an anchor or an amount of money.
_NUMBER_START = r"(?<![\w.,/#$€£v-])"

# Order matters: a number with a unit must not be read as one without.
_QUANTITY = re.compile(
    rf"""{_NUMBER_START}(?:
      (?:(?P<range_start>{_NUMBER})\s?(?P<range_start_scale>{_SCALE})?{_RANGE_JOINER})?
         (?P<tokens>{_NUMBER})\s?(?P<scale>{_SCALE})?[\s-]*tokens?\b
    | (?P<time>{_NUMBER_OR_WORD})[\s-]?(?P<time_unit>{_TIME_PATTERN})s?\b(?![/'’])
    | (?P<count>{_NUMBER_OR_WORD})\s?(?:more\s|further\s|or\smore\s)?(?:{_COUNT_PATTERN})(?!\w)
    | (?P<unitless>(?:{_NUMBER})\s?(?:{_SCALE})|{_LARGE_NUMBER})(?![\w%-])
    | (?P<minimum>[0-9]+(?:\.[0-9]+)?)\s*(?:to|and|–|—|-|…|\.\.)\s*(?P<maximum>[0-9]+(?:\.[0-9]+)?)(?![\w%])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_COUNT_ADVERBS = {"once": 1.0, "twice": 2.0}
_ONCE_OR_TWICE = re.compile(r"\b(?:once|twice)\b", re.IGNORECASE)
_ANY_NUMBER = re.compile(rf"[0-9]|\b(?:{'|'.join((*_NUMBER_NAMES, *_COUNT_ADVERBS))})\b", re.IGNORECASE)
# The form `retry limit of 3`, unless a unit follows: `retry 3 seconds later` is not a count.
_AFTER_RETRY = re.compile(
    r"\bretr(?:ies|y)(?: limit| count)?(?: of| is|:|=)? (?P<n>[0-9]+)\b(?!\s*\w*(?:sec|min|ms|s\b))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text; `range_end` is "minimum" or "maximum" for the ends of a range."""

    start: int
    text: str
    value: float
    unit: Unit
    is_unitless: bool = False
    range_end: str = ""

    @property
    def end(self) -> int:
        """The offset after its text."""
        return self.start + len(self.text)


def may_contain_quantity(text: str) -> bool:
    """Quick test whether a text may contain a quantity; most do not."""
    return _ANY_NUMBER.search(text) is not None


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities in a text, in order."""
    for match in _QUANTITY.finditer(text):
        if match["tokens"]:
            yield from _token_quantities(match)
        elif match["time"]:
            value = _parse_number(match["time"]) * _TIME_UNITS[match["time_unit"].casefold()]
            yield Quantity(match.start(), match[0], value, Unit.TIME)
        elif match["count"]:
            unit = next(unit for unit in _COUNT_NOUNS if match[unit.name])
            yield Quantity(match.start(), match[0], _parse_number(match["count"]), unit)
        elif match["unitless"]:
            value = parse_scaled(match["unitless"])
            yield Quantity(match.start(), match[0], value, Unit.TOKENS, is_unitless=True)
        else:
            for end in ("minimum", "maximum"):
                yield Quantity(match.start(end), match[end], float(match[end]), Unit.FACTOR, range_end=end)
    for adverb in _ONCE_OR_TWICE.finditer(text):
        yield Quantity(adverb.start(), adverb[0], _COUNT_ADVERBS[adverb[0].casefold()], Unit.RETRIES)
    for retry_count in _AFTER_RETRY.finditer(text):
        yield Quantity(retry_count.start("n"), retry_count["n"], float(retry_count["n"]), Unit.RETRIES)


def _token_quantities(match: re.Match[str]) -> Iterator[Quantity]:
    """Yield a number of tokens and, in `30K to 60K tokens`, the number before it."""
    scale = match["scale"] or ""
    if match["range_start"]:
        start_scale = match["range_start_scale"]
        value = _parse_number(match["range_start"]) * _SCALES[(start_scale or scale).casefold()]
        end = match.end("range_start_scale" if start_scale else "range_start")
        text = match[0][: end - match.start()]
        yield Quantity(match.start(), text, value, Unit.TOKENS)
    value = _parse_number(match["tokens"]) * _SCALES[scale.casefold()]
    start = match.start("tokens")
    yield Quantity(start, match.string[start : match.end()], value, Unit.TOKENS)


def parse_scaled(text: str) -> float:
    """Parse `60K`, `60,000` or `0.5 million`."""
    match = re.fullmatch(rf"(?P<n>{_NUMBER})\s?(?P<scale>{_SCALE})?", text, re.IGNORECASE)
    assert match, text
    return _parse_number(match["n"]) * _SCALES[(match["scale"] or "").casefold()]


def _parse_number(text: str) -> float:
    word = _NUMBER_WORDS.get(text.casefold())
    return float(re.sub(r"[,_'’\s]", "", text)) if word is None else word


_CELL = re.compile(
    rf"(?:about\s|~\s?|≈\s?|<=?\s?|≤\s?)?(?P<value>(?P<n>{_NUMBER_OR_WORD})\s?(?P<unit>{_SCALE}|(?:{_TIME_PATTERN})s?\b|×)?)",
    re.IGNORECASE,
)


def parse_cell(text: str, unit: Unit, heading: str) -> Quantity | None:
    """Parse a cell that is only a number; its unit is in the cell or in the column heading."""
    match = _CELL.fullmatch(text.strip())
    if not match:
        return None
    unit_name = (match["unit"] or "").casefold()
    if unit is Unit.TIME:
        heading_unit = re.search(rf"[(\[]({_TIME_PATTERN})s?[)\]]", heading, re.IGNORECASE)
        time_unit = unit_name or (heading_unit[1].casefold() if heading_unit else "")
        factor = _TIME_UNITS.get(time_unit, _TIME_UNITS.get(time_unit.removesuffix("s"), 0.0))
    else:
        factor = _SCALES.get(unit_name, 1.0 if unit_name == "×" else 0.0)
    if not factor:
        return None
    value = _parse_number(match["n"]) * factor
    return Quantity(match.start("value"), match["value"], value, unit, is_unitless=not unit_name)
