"""Read enumerations and maps of names from TypeScript, token by token; the code is never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Enough of the language for declarations: strings, names, the start of a comment, and single characters.
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*|//|/\*|\S")
_MAX_ANNOTATION_TOKENS = 60
"""Arbitrary: tokens between the name of a constant and its `=`, longer than any type annotation of a map."""


class Token(NamedTuple):
    """A word, a string with its quotes or a single character, and its line from 1."""

    text: str
    line: int

    @property
    def string(self) -> str | None:
        """The content of a string; None for another token."""
        return self.text[1:-1] if self.text[0] in "\"'" and len(self.text) > 1 else None


class NameList(NamedTuple):
    """An enumeration, a union of strings or a list: its name, line and values, and its values by member."""

    name: str
    line: int
    values: list[str]
    values_by_member: dict[str, str]


class NameMap(NamedTuple):
    """An object whose values are lists: name, line, and key → items; keys and items as they are written."""

    name: str
    line: int
    entries: dict[str, list[str]]


def declarations(text: str) -> Iterator[NameList | NameMap]:
    """Yield the declarations of a file in order."""
    tokens = list(_tokens(text))
    for index, token in enumerate(tokens[:-2]):
        name = tokens[index + 1].text
        if token.text == "type" and tokens[index + 2].text == "=":
            yield NameList(name, token.line, list(_union(tokens, index + 3)), {})
        elif token.text == "enum" and tokens[index + 2].text == "{":
            members = dict(_members(tokens, index + 3))
            yield NameList(name, token.line, list(members.values()), members)
        elif token.text == "const":
            yield from _constant(tokens, index + 2, name)


def _tokens(text: str) -> Iterator[Token]:
    position = line = line_position = 0
    while match := _TOKEN.search(text, position):
        line += text.count("\n", line_position, match.start())
        line_position = match.start()
        position = match.end()
        if match[0] in ("//", "/*"):
            end = "\n" if match[0] == "//" else "*/"
            end_offset = text.find(end, position)
            position = len(text) if end_offset < 0 else end_offset + len(end)
        else:
            yield Token(match[0], line + 1)


def _union(tokens: list[Token], index: int) -> Iterator[str]:
    """Yield the strings of `'a' | 'b'`; nothing after the first other token."""
    while index < len(tokens):
        value = tokens[index].string
        if value is not None:
            yield value
        elif tokens[index].text != "|":
            return
        index += 1


def _members(tokens: list[Token], index: int) -> Iterator[tuple[str, str]]:
    """Yield member and value of `A = 'a', B = 'b' }`."""
    while index + 2 < len(tokens) and tokens[index].text != "}":
        value = tokens[index + 2].string
        if tokens[index + 1].text == "=" and value is not None:
            yield tokens[index].text, value
        index += 1


def _constant(tokens: list[Token], index: int, name: str) -> Iterator[NameList | NameMap]:
    """Yield a constant that is a list of strings, or an object of lists."""
    annotation = range(index, min(index + _MAX_ANNOTATION_TOKENS, len(tokens) - 1))
    start = next((i for i in annotation if tokens[i].text == "="), None)
    if start is None:
        return
    line = tokens[index - 2].line
    opening = tokens[start + 1].text
    if opening == "[":
        values, _ = _items(tokens, start + 2)
        yield NameList(name, line, values, {})
    elif opening == "{":
        yield NameMap(name, line, _entries(tokens, start + 2))


def _items(tokens: list[Token], index: int) -> tuple[list[str], int]:
    """Return the items of a list and the index after its closing bracket: strings without quotes, `A.B` as it is."""
    items = [""]
    while index < len(tokens) and tokens[index].text != "]":
        token = tokens[index]
        if token.text == ",":
            items.append("")
        else:
            items[-1] += token.text if token.string is None else token.string
        index += 1
    return [item for item in items if item], index + 1


def _entries(tokens: list[Token], index: int) -> dict[str, list[str]]:
    """Return key → items of `a: ['b'], [S.A]: [S.B] }`; {} if another kind of value is among them."""
    entries: dict[str, list[str]] = {}
    while index < len(tokens) and tokens[index].text != "}":
        key = ""
        while index < len(tokens) and tokens[index].text not in (":", "}"):
            token = tokens[index]
            key += token.string if token.string is not None else token.text.strip("[],")
            index += 1
        # Another kind of value: the object is not a map of lists.
        if index + 1 >= len(tokens) or tokens[index + 1].text != "[":
            return entries if index < len(tokens) and tokens[index].text == "}" and not key else {}
        entries[key], index = _items(tokens, index + 2)
    return entries
