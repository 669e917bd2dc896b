"""The front matter of a story file, read and changed line by line: enough for plain `key: value` lines.

What is not plain is not touched: whoever wants to change it gets told, and nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.records.refusal import BrokenError

_LINE = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*):[ \t]*"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'&*!|>%@`{[][^#]*?)?"""
    r"""(?P<rest>[ \t]*(?:[ \t]#.*)?)\r?\n?"""
)


class Head(NamedTuple):
    """A plain field: its text, and where its value stands in the file's text. `line` counts from 1."""

    value: str
    line: int
    start: int
    end: int


def head_field(text: str, name: str) -> Head | None:
    """The field of the front matter; None where there is none, or none that is plain.

    Raises BrokenError where it stands twice.
    """
    found = [head for key, head in _fields(text) if key == name]
    if len(found) > 1:
        raise BrokenError(
            "front-matter-twice",
            f"'{name}' stands twice, in lines {found[0].line} and {found[1].line}",
            "remove one of the two",
        )
    return found[0] if found else None


def _fields(text: str) -> Iterator[tuple[str, Head]]:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip("\r\n") != "---":
        return
    start = len(lines[0])
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return
        if plain := _LINE.fullmatch(line):
            value = plain["value"] or ""
            at = plain.start("value") if plain["value"] else plain.end("key") + 1
            yield plain["key"], Head(_read(value), number, start + at, start + at + len(value))
        start += len(line)


def _read(value: str) -> str:
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value[1:-1]
    return value[1:-1].replace("''", "'") if value.startswith("'") else value


def with_head_field(text: str, name: str, value: str) -> str:
    """The text with another value of a plain field; nothing else is touched. `value` is a plain word.

    Raises BrokenError where there is no such field, or none that is plain.
    """
    found = head_field(text, name)
    if found is None:
        raise BrokenError(
            "front-matter-not-plain",
            f"there is no plain line '{name}: …' in the front matter",
            f"write '{name}: {value}' as a line of its own between the two '---'",
        )
    gap = "" if text[found.start - 1] in " \t" else " "
    return f"{text[: found.start]}{gap}{value}{text[found.end :]}"


def quoted(text: str) -> str:
    """A text as a value of front matter: on one line, in double quotes where it is no plain word."""
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    return json.dumps(plain, ensure_ascii=False)
