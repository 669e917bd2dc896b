"""The front matter of a story file, read and changed line by line: enough for plain `key: value` lines.

What is not plain is not touched: whoever wants to change it gets told, and nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.records.command_errors import UnavailableError

_LINE = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*):[ \t]*"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'&*!|>%@`{[][^#]*?)?"""
    r"""(?P<rest>[ \t]*(?:[ \t]#.*)?)\r?\n?"""
)


class FrontMatterField(NamedTuple):
    """A plain field: its text, and where its value stands in the file's text. `line` counts from 1."""

    value: str
    line: int
    start: int
    end: int


def front_matter_field(text: str, name: str) -> FrontMatterField | None:
    """The field of the front matter; None where there is none, or none that is plain.

    Raises BrokenError where it stands twice.
    """
    matches = [field for key, field in _plain_fields(text) if key == name]
    if len(matches) > 1:
        raise UnavailableError(
            "front-matter-twice",
            f"'{name}' stands twice, in lines {matches[0].line} and {matches[1].line}",
            "remove one of the two",
        )
    return matches[0] if matches else None


def _plain_fields(text: str) -> Iterator[tuple[str, FrontMatterField]]:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip("\r\n") != "---":
        return
    start = len(lines[0])
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return
        if match := _LINE.fullmatch(line):
            value = match["value"] or ""
            value_offset = match.start("value") if match["value"] else match.end("key") + 1
            yield (
                match["key"],
                FrontMatterField(
                    _unquote(value), number, start + value_offset, start + value_offset + len(value)
                ),
            )
        start += len(line)


def _unquote(value: str) -> str:
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value[1:-1]
    return value[1:-1].replace("''", "'") if value.startswith("'") else value


def with_front_matter_field(text: str, name: str, value: str) -> str:
    """The text with another value of a plain field; nothing else is touched. `value` is a plain word.

    Raises BrokenError where there is no such field, or none that is plain.
    """
    field = front_matter_field(text, name)
    if field is None:
        raise UnavailableError(
            "front-matter-not-plain",
            f"there is no plain line '{name}: …' in the front matter",
            f"write '{name}: {value}' as a line of its own between the two '---'",
        )
    separator = "" if text[field.start - 1] in " \t" else " "
    return f"{text[: field.start]}{separator}{value}{text[field.end :]}"


def quote_value(text: str) -> str:
    """A text as a value of front matter: on one line, in double quotes where it is no plain word."""
    single_line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    return json.dumps(single_line, ensure_ascii=False)
