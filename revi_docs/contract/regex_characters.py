"""The characters that a part of a pattern matches, and how every language writes them.

`\\d`, `\\w`, `\\s` and `.` mean other characters in each language. In the contract they mean ASCII, and their portable
form is a set that all languages read alike.
"""

from __future__ import annotations

import re

from revi_docs.contract.pattern_problem import PatternError

Characters = frozenset[int]
"""Codes of characters; those after the Latin alphabets count as one."""

_LAST_CODE = 0x24F
"""The last letter of the Latin alphabets; all characters after it count as one, `_OTHER`."""
# A code that no character has.
_OTHER = -1
_ALL = frozenset((*range(_LAST_CODE + 1), _OTHER))
_SURROGATES = range(0xD800, 0xE000)

CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": r"\t\n\v\f\r "}
"""The letter of a class, such as `d` of `\\d` → the content of the set that it means."""

ANY = r"[^\n\r\u2028\u2029]"
"""The set that `.` means: everything but the line ends of all languages."""

ESCAPE = r"\\(?:u[0-9A-Fa-f]{4}|[nrtfv])"
"""The regular expression of an escape that all languages read alike."""

_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
# A range first: otherwise its ends would be read as two characters.
_SET_PART = re.compile(r"(\\u....|\\.|[^\\])-(\\u....|\\.|[^\\])|(\\u....|\\.|[^\\])", re.DOTALL)
# Python reserves these four for set operations, and JavaScript uses two of them with the flag `v`.
_SET_OPERATOR = re.compile(r"--|&&|\|\||~~")


def portable_class(text: str) -> str:
    """The set that a class such as `\\d` or `\\D` means, or that `.` means."""
    if text == ".":
        return ANY
    return f"[{'^' if text[1].isupper() else ''}{CLASSES[text[1].lower()]}]"


def portable_set(text: str) -> str:
    """A set with the classes in it written out."""
    start = 1 + text.startswith("[^")
    content = _SET_PART.sub(lambda part: _class_content(part[0]) or part[0], text[start:-1])
    return f"{text[:start]}{content}]"


def character(text: str) -> Characters:
    """The character that a plain or escaped character of a pattern means. Raises PatternError."""
    return frozenset((_code(_decoded(text)),))


def set_characters(text: str) -> Characters:
    """The characters of a set with its brackets. Raises PatternError."""
    content = text[1:-1]
    operator = _SET_OPERATOR.search(content)
    if operator:
        reason = f"contains '{operator[0]}' in the set '{text}', which some languages read as an operator"
        raise PatternError(reason, "write each character once, and a hyphen last")
    is_negated = content.startswith("^")
    codes: set[int] = set()
    # A backslash is only before a character that has a meaning in a set.
    for part in _SET_PART.finditer(content[is_negated:]):
        codes |= _part_codes(part)
    # Of the characters that count as one, some are always outside of the set.
    return _ALL - (codes - {_OTHER}) if is_negated else frozenset(codes)


def _part_codes(part: re.Match[str]) -> Characters:
    if part[3] is not None:
        class_content = _class_content(part[3])
        return set_characters(f"[{class_content}]") if class_content else character(part[3])
    if _class_content(part[1]) or _class_content(part[2]):
        raise PatternError(f"has the range '{part[0]}', which ends in a class", "put the hyphen last in the set")
    first, last = _decoded(part[1]), _decoded(part[2])
    if first > last:
        raise PatternError(f"has the empty range '{part[0]}'", f"write {part[2]}-{part[1]}")
    return frozenset(map(_code, map(chr, range(ord(first), min(ord(last), _LAST_CODE + 1) + 1))))


def _class_content(text: str) -> str:
    return CLASSES.get(text[1], "") if len(text) == 2 and text[0] == "\\" else ""


def _decoded(text: str) -> str:
    if not re.fullmatch(ESCAPE, text):
        return text[-1]
    decoded = _CONTROLS.get(text[1]) or chr(int(text[2:], 16))
    if ord(decoded) in _SURROGATES:
        raise PatternError(f"contains '{text}', which is half of a character", "use letters and digits")
    return decoded


def _code(text: str) -> int:
    return ord(text) if ord(text) <= _LAST_CODE else _OTHER
