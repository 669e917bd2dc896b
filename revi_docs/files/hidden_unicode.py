"""Find characters that a reader does not see: they change what a prompt says, and a language model reads them.

Reported are bidirectional controls, zero-width characters, tag characters, variation selectors without a base and
other characters that Unicode calls default ignorable. Joiners and selectors are part of emoji and of scripts that
use them, for example Persian and Hindi, and are accepted there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""Runs of the characters with the property Default_Ignorable_Code_Point in DerivedCoreProperties of Unicode 15."""

_JOINERS = "\u034f\u200c\u200d"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_ZERO_WIDTH_SPACE = "\u200b"
_SOFT_HYPHEN = "\u00ad"
_JAMO_FILLERS = "\u115f\u1160"
# The flags of regions, such as Scotland's, are spelled with invisible tag characters.
_EMOJI_TAG_SEQUENCE = re.compile("[\U000e0020-\U000e007e]{1,16}\U000e007f")
_BLACK_FLAG = "\U0001f3f4"
_KEYCAP_BASES = frozenset("0123456789#*")

_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC NKO MANDAIC MONGOLIAN HEBREW DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA"
    " MALAYALAM SINHALA KHMER MYANMAR TIBETAN THAI LAO BALINESE JAVANESE SUNDANESE LEPCHA LIMBU CHAKMA TIFINAGH".split()
)
_SCRIPTS_WITHOUT_SPACES = frozenset("THAI LAO KHMER MYANMAR TIBETAN JAVANESE BALINESE".split())
_SCRIPTS_WITH_SELECTORS = frozenset("CJK MONGOLIAN MYANMAR PHAGS-PA MANICHAEAN".split())


class HiddenRun(NamedTuple):
    """Hidden characters in a row: offset of the first, and the characters."""

    offset: int
    characters: str

    @property
    def description(self) -> str:
        """`U+202E (right-to-left override)`, and how many more."""
        name = unicodedata.name(self.characters[0], "unnamed").lower()
        others = len(self.characters) - 1
        more = f" and {others:,} more invisible character{'s' * (others > 1)}" if others else ""
        return f"U+{ord(self.characters[0]):04X} ({name}){more}"


def hidden_runs(text: str) -> Iterator[HiddenRun]:
    """Yield the hidden characters of a text that nothing around them explains, in order."""
    if text.isascii():
        return
    for match in _HIDDEN.finditer(text):
        start, end = match.span()
        if not _is_legitimate(match[0], text[max(start - 1, 0) : start], text[end : end + 1]):
            yield HiddenRun(match.start(), match[0])


def _is_legitimate(run: str, previous: str, following: str) -> bool:
    """Whether the characters around a run explain it."""
    if previous == _BLACK_FLAG and _EMOJI_TAG_SEQUENCE.fullmatch(run):
        return True
    # After an emoji, a selector and a joiner can follow one another.
    if run == "\ufe0f\u200d":
        return _is_emoji(previous) and _is_emoji(following)
    return len(run) == 1 and (_is_selected(run, previous) or _is_between(run, previous, following))


def _is_between(character: str, previous: str, following: str) -> bool:
    """Whether a character belongs between these two."""
    scripts = {_script(previous), _script(following)}
    if character in _JOINERS:
        return not scripts.isdisjoint(_JOINING_SCRIPTS) or (_is_emoji(previous) and _is_emoji(following))
    if character in _DIRECTION_MARKS:
        return _is_right_to_left(previous) or _is_right_to_left(following)
    if character == _SOFT_HYPHEN:
        return previous.isalpha() and following.isalpha()
    return (character == _ZERO_WIDTH_SPACE and not scripts.isdisjoint(_SCRIPTS_WITHOUT_SPACES)) or (
        character in _JAMO_FILLERS and "HANGUL" in scripts
    )


def _is_selected(selector: str, base: str) -> bool:
    """Whether a variation selector follows a character that can have one."""
    if selector in "\ufe0e\ufe0f":
        return _is_emoji(base) or base in _KEYCAP_BASES
    is_selector = "\ufe00" <= selector <= "\ufe0d" or "\U000e0100" <= selector <= "\U000e01ef"
    is_mongolian = "\u180b" <= selector <= "\u180f"
    is_symbol = bool(base) and unicodedata.category(base) == "Sm" and selector == "\ufe00"
    return (is_selector or is_mongolian) and (_script(base) in _SCRIPTS_WITH_SELECTORS or is_symbol)


def _is_emoji(character: str) -> bool:
    """Whether a character can be part of an emoji: a symbol, a skin tone, or one that a selector turns into one."""
    # The information sign is the only letter that a selector turns into an emoji.
    return (
        bool(character)
        and not character.isascii()
        and (unicodedata.category(character) in ("So", "Sk", "Sm", "Po", "Pd") or character == "\u2139")
    )


def _is_right_to_left(character: str) -> bool:
    return bool(character) and unicodedata.bidirectional(character) in ("R", "AL", "AN")


def _script(character: str) -> str:
    """The first word of the name of a character, which is its script for letters and marks of these scripts."""
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0] if character else ""
