"""Read and change plain `key: value` lines in the front matter of a story file.

Any other syntax stays unchanged, and a request to change it is rejected. `files/front_matter.py` reads all of
YAML; this reader exists because hooks use the standard library only.
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
    """A plain field: its unquoted value, its line from 1, and the offsets of the value in the file."""

    value: str
    line: int
    start: int
    end: int


def front_matter_field(text: str, name: str) -> FrontMatterField | None:
    """The plain field of that name, or None. Raises UnavailableError if it occurs twice."""
    matches = [field for key, field in _plain_fields(text) if key == name]
    if len(matches) > 1:
        message = f"'{name}' occurs twice, on lines {matches[0].line} and {matches[1].line}"
        raise UnavailableError("front-matter-twice", message, "remove one of the two")
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
            value_start = start + value_offset
            field = FrontMatterField(_unquote(value), number, value_start, value_start + len(value))
            yield match["key"], field
        start += len(line)


def _unquote(value: str) -> str:
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value[1:-1]
    return value[1:-1].replace("''", "'") if value.startswith("'") else value


def with_front_matter_field(text: str, name: str, value: str) -> str:
    """The text with a plain field set to `value`, a plain word.

    Raises UnavailableError if there is no plain field of that name.
    """
    field = front_matter_field(text, name)
    if field is None:
        message = f"the front matter has no plain line '{name}: …'"
        fix = f"write '{name}: {value}' on a line of its own between the two '---'"
        raise UnavailableError("front-matter-not-plain", message, fix)
    # An empty value directly follows the colon, which needs a space after it.
    separator = "" if text[field.start - 1] in " \t" else " "
    return f"{text[: field.start]}{separator}{value}{text[field.end :]}"


def quote_value(text: str) -> str:
    """A string as a value of front matter: on one line, in double quotes."""
    single_line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    return json.dumps(single_line, ensure_ascii=False)
