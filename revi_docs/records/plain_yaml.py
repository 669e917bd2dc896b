"""YAML of the plainest kind, for records that people read: written here, and read back here.

Mappings and lists in blocks, scalars as JSON writes them, or as words where no YAML reader could take the
word for anything else. What is read is exactly that, and JSON; anything else is refused with its line,
never guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_WORD = re.compile(r"[A-Za-z_/][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+(),;'-]+)*")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_KEY = re.compile(rf"({_NAME.pattern}|\"(?:[^\"\\]|\\.)*\"):(?: +(.*))?")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMERIC = re.compile(r"[-+]?\.?[0-9][0-9_.,:eExXoOa-fA-F+-]*")
_TAKEN = frozenset("y n yes no on off true false null none nan inf infinity".split())
_UNSHOWN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class NotPlainError(ValueError):
    """The text is no plain YAML; `line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line
        self.what = what


def dump(record: Mapping[str, Any]) -> str:
    """The record as text; keys stay in their order."""
    return "".join(f"{line}\n" for line in _mapping(record, 0)) or "{}\n"


def _mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        plain = _NAME.fullmatch(key) and key.lower() not in _TAKEN
        yield from _entry(f"{'  ' * depth}{key if plain else _quoted(key)}:", inner, depth)


def _entry(head: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, depth + 1)
    elif isinstance(value, (list, tuple)) and value:
        yield head
        yield from _list(value, depth + 1)
    else:
        yield f"{head} {_scalar(value)}"


def _list(value: Sequence[Any], depth: int) -> Iterator[str]:
    dash = "  " * depth + "- "
    for one in value:
        if isinstance(one, Mapping) and one:
            first, *rest = _mapping(one, depth + 1)
            yield dash + first.lstrip()
            yield from rest
        else:
            yield dash + _scalar(one)


def _scalar(value: object) -> str:
    if isinstance(value, str) and (
        _TIME.fullmatch(value) or (_WORD.fullmatch(value) and value.lower() not in _TAKEN)
    ):
        return value
    return _quoted(value)


def _quoted(value: object) -> str:
    """The value as JSON, with no letter in it that no YAML reader takes or that ends a line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Line(NamedTuple):
    number: int
    depth: int
    text: str


def load(text: str) -> Any:
    """What the text states. Raises NotPlainError."""
    lines = [
        _Line(number, len(raw) - len(raw.lstrip(" ")), raw.strip(" "))
        for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1)
        if raw.strip() and not raw.lstrip(" ").startswith("#") and raw.strip(" ") != "---"
    ]
    if not lines:
        return {}
    if lines[0].text[0] in "{[":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise NotPlainError(getattr(error, "lineno", lines[0].number), "is no JSON") from None
    value, rest = _block(lines, lines[0].depth, 0)
    if rest < len(lines):
        raise NotPlainError(lines[rest].number, "stands too far out or in")
    return value


def _block(lines: list[_Line], depth: int, at: int, level: int = 0) -> tuple[Any, int]:
    if level > 50:
        raise NotPlainError(lines[at].number, "is nested too deeply")
    if lines[at].text.startswith("- ") or lines[at].text == "-":
        return _read_list(lines, depth, at, level)
    return _read_mapping(lines, depth, at, level)


def _read_list(lines: list[_Line], depth: int, at: int, level: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines) and lines[at].depth == depth and lines[at].text[:2] in ("- ", "-"):
        number, _, text = lines[at]
        inner = text[1:].lstrip(" ")
        if _KEY.fullmatch(inner):
            deeper = depth + len(text) - len(inner)
            lines[at] = _Line(number, deeper, inner)
            value, at = _read_mapping(lines, deeper, at, level + 1)
        elif not inner:
            value, at = _inner(lines, depth, at, level)
        else:
            value, at = _read_scalar(number, inner), at + 1
        found.append(value)
    return found, at


def _read_mapping(lines: list[_Line], depth: int, at: int, level: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while at < len(lines) and lines[at].depth == depth:
        number, _, text = lines[at]
        entry = _KEY.fullmatch(text)
        if entry is None:
            raise NotPlainError(number, "is neither `key: value` nor `- value`")
        key = json.loads(entry[1]) if entry[1].startswith('"') else entry[1]
        if key in found:
            raise NotPlainError(number, f"states '{key}' twice")
        if entry[2] is None or entry[2].startswith("#"):
            found[key], at = _inner(lines, depth, at, level)
        else:
            found[key], at = _read_scalar(number, entry[2]), at + 1
    return found, at


def _inner(lines: list[_Line], depth: int, at: int, level: int) -> tuple[Any, int]:
    """What stands below a key or a dash: a block further in, a list at the same depth, or nothing."""
    after = at + 1
    if after < len(lines) and lines[after].depth > depth:
        return _block(lines, lines[after].depth, after, level + 1)
    is_list = after < len(lines) and lines[after].depth == depth and lines[after].text.startswith("- ")
    if is_list and not lines[at].text.startswith("-"):
        return _read_list(lines, depth, after, level + 1)
    return None, after


def _read_scalar(number: int, text: str) -> Any:
    if text[0] in "\"{['":
        return _read_quoted(number, text)
    text = re.split(r" #", text, maxsplit=1)[0].rstrip(" ")
    if text in ("true", "false", "null", "~"):
        return {"true": True, "false": False}.get(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _NUMERIC.fullmatch(text) and not _TIME.fullmatch(text):
        raise NotPlainError(number, "could be a number or a word; put it in double quotes")
    if text[0] in "&*!|>%@`,?" or ": " in text or text.endswith(":"):
        raise NotPlainError(number, "is written in a way that is not read here; put it in double quotes")
    return text


def _read_quoted(number: int, text: str) -> Any:
    """A value that says itself where it ends: as JSON, or in single quotes."""
    if text[0] == "'":
        quoted = re.fullmatch(r"'((?:[^']|'')*)'(?: +#.*)?", text)
        if quoted is None:
            raise NotPlainError(number, "has a quote without its end")
        return quoted[1].replace("''", "'")
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        raise NotPlainError(number, "is no value of JSON") from None
    if text[end:].strip() and not re.match(r" +#", text[end:]):
        raise NotPlainError(number, "goes on behind its value")
    return value
