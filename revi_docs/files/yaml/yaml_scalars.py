"""Plain scalars that YAML 1.1 and YAML 1.2 read as different values."""

from __future__ import annotations

import json
import re
from functools import cache

NEEDS_ESCAPE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that YAML forbids or treats as line breaks, even between quotes."""

ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
NON_STRING_SCALAR = re.compile(r"true|True|TRUE|false|False|FALSE|null|Null|NULL|~|")
"""Booleans and null, which both versions read the same way."""

# At most 19 digits, as in a 64-bit integer; a longer number becomes a float.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# What YAML 1.2 reads as a number, but JSON does not write so: `012`, `+1`, `.5`, `0x1f`, `.inf`.
_OTHER_NUMBER = re.compile(
    r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))"
    r"|\.(?:nan|NaN|NAN)"
)
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNAMBIGUOUS_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_AMBIGUOUS_WORDS = {
    **dict.fromkeys("yes no on off y n".split(), "a boolean in YAML 1.1 and a string in YAML 1.2"),
    "<<": "a merge key in YAML 1.1 and a string in YAML 1.2",
    "=": "a default-value key in YAML 1.1 and a string in YAML 1.2",
}
_AMBIGUOUS_NUMBERS = (
    (r"[-+]?0[0-7_]+", "an octal number in YAML 1.1 and a decimal number in YAML 1.2"),
    (r"[-+]?0[0-9_]+", "a string in YAML 1.1 and a decimal number in YAML 1.2"),
    (r"0o[0-7]+", "a string in YAML 1.1 and an octal number in YAML 1.2"),
    (r"[-+]?0b[01_]+", "a binary number in YAML 1.1 and a string in YAML 1.2"),
    (r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?", "a base-60 number in YAML 1.1 and a string in YAML 1.2"),
    (r"[-+]?[0-9]+_[0-9_]*", "a number in YAML 1.1 and a string in YAML 1.2"),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ].*)?", "a date in YAML 1.1 and a string in YAML 1.2"),
    (r"[-+]?[0-9]+e[-+]?[0-9]+", "a string in YAML 1.1 and a number in YAML 1.2"),
    (r"[-+]?0x[0-9a-f_]+", "a hexadecimal number, which is not supported"),
    (
        r"[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)",
        "a number in a format that is not supported",
    ),
)
"""Pattern → what it means. The first match wins: an octal number also matches the pattern for digits after a zero."""


@cache
def _number_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compiled on first use: guards that read no YAML import this module, too."""
    return tuple((re.compile(pattern, re.IGNORECASE), meanings) for pattern, meanings in _AMBIGUOUS_NUMBERS)


class YamlRecordError(ValueError):
    """The text is not a record; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message


def plain_scalar_value(text: str) -> str | int | float | bool | None:
    """The value of a scalar without quotes: a boolean, null, a number as in JSON, or the text itself."""
    if text in _LITERALS:
        return _LITERALS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def has_unusual_number_format(text: str) -> bool:
    """Whether a scalar without quotes is a number to some YAML readers, but not in the format of JSON."""
    return isinstance(plain_scalar_value(text), str) and _OTHER_NUMBER.fullmatch(text) is not None


def to_json(value: object) -> str:
    """A value as JSON on one line that is also YAML: characters that YAML forbids are escaped.

    Raises ValueError for a number that is infinite or not a number.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def yaml_interpretations(text: str) -> str | None:
    """How YAML readers interpret an ambiguous plain scalar; None if it is not ambiguous, the usual case."""
    if text[:1].isalpha() or text[:1] in "<=":
        return _AMBIGUOUS_WORDS.get(text.lower()) if len(text) <= 3 else None
    if text[:1] not in "0123456789+-." or _UNAMBIGUOUS_NUMBER.fullmatch(text):
        return None
    return next((meanings for pattern, meanings in _number_patterns() if pattern.fullmatch(text)), None)


def ambiguous_scalar_fix(text: str) -> str:
    """The unambiguous spelling of an ambiguous scalar, as a fix."""
    if text == "<<":
        return "write out the merged keys"
    return "quote it if it is text; otherwise write true, false or a plain number such as 10 or 0.5"


def split_list(text: str) -> list[str]:
    """The items of a comma-separated list, such as `tools: Agent(a, b), Read`.

    A comma inside parentheses belongs to its item; if parentheses are unbalanced, every comma separates items.
    """
    items, depth = [""], 0
    for part in re.split(r"([(),])", text):
        depth += (part == "(") - (part == ")")
        if part == "," and depth == 0:
            items.append("")
        else:
            items[-1] += part
        if depth < 0:
            break
    if depth != 0:
        items = text.split(",")
    return [item.strip() for item in items if item.strip()]


def split_tools(text: str) -> list[str]:
    """The tools in a text, which commas or spaces outside parentheses separate: `Agent(a,b) Read, Grep`.

    In the parentheses a comma is followed by one space, however it is written.
    """
    return [re.sub(r",\s*", ", ", tool) for tool in re.findall(r"(?:\([^()]*\)|[^,\s])+", text)]
