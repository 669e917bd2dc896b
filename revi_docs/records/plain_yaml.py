"""Write and read a minimal subset of YAML, for records that people read.

The subset: block mappings and lists; scalars in JSON notation, or unquoted if every YAML reader interprets
them as strings. The reader accepts that and JSON, and rejects anything else with the line number. It needs no
YAML library, so that hooks start fast.
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
# At most 19 digits, as in a 64-bit integer; a longer number becomes a float.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# Anything that some YAML reader could take for a number or a time.
_NUMERIC = re.compile(r"[-+]?\.?[0-9][0-9_.,:eExXoOa-fA-F+-]*")
# Words that some YAML reader converts to a boolean, null or number.
_RESERVED_WORDS = frozenset("y n yes no on off true false null none nan inf infinity".split())
# Characters that YAML forbids or treats as line breaks; JSON allows them in strings.
_NEEDS_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


# Arbitrary: far deeper than any record, and far below the recursion limit of Python.
_MAX_DEPTH = 50


class PlainYamlError(ValueError):
    """The text is outside the subset; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message


def dump(record: Mapping[str, Any]) -> str:
    """Format a record, with its keys in order."""
    return "".join(f"{line}\n" for line in _dump_mapping(record, 0)) or "{}\n"


def _dump_mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        is_plain = _NAME.fullmatch(key) and key.lower() not in _RESERVED_WORDS
        yield from _dump_entry(f"{'  ' * depth}{key if is_plain else _to_json(key)}:", inner, depth)


def _dump_entry(prefix: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield prefix
        yield from _dump_mapping(value, depth + 1)
    elif isinstance(value, (list, tuple)) and value:
        yield prefix
        yield from _dump_list(value, depth + 1)
    else:
        yield f"{prefix} {_dump_scalar(value)}"


def _dump_list(value: Sequence[Any], depth: int) -> Iterator[str]:
    dash = "  " * depth + "- "
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = _dump_mapping(item, depth + 1)
            yield dash + first.lstrip()
            yield from rest
        else:
            yield dash + _dump_scalar(item)


def _dump_scalar(value: object) -> str:
    if isinstance(value, str) and (
        _TIME.fullmatch(value) or (_WORD.fullmatch(value) and value.lower() not in _RESERVED_WORDS)
    ):
        return value
    return _to_json(value)


def _to_json(value: object) -> str:
    """The value as JSON, with characters escaped that YAML forbids or treats as line breaks."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class _SourceLine(NamedTuple):
    number: int
    depth: int
    text: str


def load(text: str) -> Any:
    """Parse a text. Raises PlainYamlError."""
    lines = [
        _SourceLine(number, len(raw) - len(raw.lstrip(" ")), raw.strip(" "))
        for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1)
        if raw.strip() and not raw.lstrip(" ").startswith("#") and raw.strip(" ") != "---"
    ]
    if not lines:
        return {}
    if lines[0].text[0] in "{[":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise PlainYamlError(getattr(error, "lineno", lines[0].number), "not valid JSON") from None
    value, end_index = _read_block(lines, lines[0].depth, 0)
    if end_index < len(lines):
        raise PlainYamlError(lines[end_index].number, "wrong indentation")
    return value


def _read_block(lines: list[_SourceLine], depth: int, index: int, level: int = 0) -> tuple[Any, int]:
    if level > _MAX_DEPTH:
        raise PlainYamlError(lines[index].number, f"nested deeper than {_MAX_DEPTH} levels")
    if lines[index].text.startswith("- ") or lines[index].text == "-":
        return _read_list(lines, depth, index, level)
    return _read_mapping(lines, depth, index, level)


def _read_list(lines: list[_SourceLine], depth: int, index: int, level: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while index < len(lines) and lines[index].depth == depth and lines[index].text[:2] in ("- ", "-"):
        number, _, text = lines[index]
        item_text = text[1:].lstrip(" ")
        if _KEY.fullmatch(item_text):
            item_depth = depth + len(text) - len(item_text)
            lines[index] = _SourceLine(number, item_depth, item_text)
            value, index = _read_mapping(lines, item_depth, index, level + 1)
        elif not item_text:
            value, index = _read_nested(lines, depth, index, level)
        else:
            value, index = _read_scalar(number, item_text), index + 1
        items.append(value)
    return items, index


def _read_mapping(lines: list[_SourceLine], depth: int, index: int, level: int) -> tuple[dict[str, Any], int]:
    result: dict[str, Any] = {}
    while index < len(lines) and lines[index].depth == depth:
        number, _, text = lines[index]
        entry = _KEY.fullmatch(text)
        if entry is None:
            raise PlainYamlError(number, "expected `key: value` or `- value`")
        key = json.loads(entry[1]) if entry[1].startswith('"') else entry[1]
        if key in result:
            raise PlainYamlError(number, f"the key '{key}' occurs twice")
        if entry[2] is None or entry[2].startswith("#"):
            result[key], index = _read_nested(lines, depth, index, level)
        else:
            result[key], index = _read_scalar(number, entry[2]), index + 1
    return result, index


def _read_nested(lines: list[_SourceLine], depth: int, index: int, level: int) -> tuple[Any, int]:
    """The value below a key or dash: an indented block, a list at the same depth, or nothing."""
    next_index = index + 1
    if next_index < len(lines) and lines[next_index].depth > depth:
        return _read_block(lines, lines[next_index].depth, next_index, level + 1)
    is_list = next_index < len(lines) and lines[next_index].text.startswith("- ")
    if is_list and lines[next_index].depth == depth and not lines[index].text.startswith("-"):
        return _read_list(lines, depth, next_index, level + 1)
    return None, next_index


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
        raise PlainYamlError(number, "ambiguous: a number or a string; put it in double quotes")
    if text[0] in "&*!|>%@`,?" or ": " in text or text.endswith(":"):
        raise PlainYamlError(number, "unsupported YAML syntax; put the value in double quotes")
    return text


def _read_quoted(number: int, text: str) -> Any:
    """A value with delimiters: JSON, or a string in single quotes."""
    if text[0] == "'":
        quoted = re.fullmatch(r"'((?:[^']|'')*)'(?: +#.*)?", text)
        if quoted is None:
            raise PlainYamlError(number, "unclosed quote")
        return quoted[1].replace("''", "'")
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        raise PlainYamlError(number, "not a valid JSON value") from None
    if text[end:].strip() and not re.match(r" +#", text[end:]):
        raise PlainYamlError(number, "unexpected text after the value")
    return value
