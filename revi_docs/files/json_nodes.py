"""Parse JSON with offsets, so that members can be inserted without reformatting the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A value with its offsets in the text; `end` is exclusive.

    `members` are those of an object (the last of equal keys, as `json` does), `items` those of an array.
    """

    value: Any
    start: int
    end: int
    members: Mapping[str, JsonNode] = field(default_factory=dict)
    items: tuple[JsonNode, ...] = ()


def parse_with_offsets(text: str) -> JsonNode:
    """The root node of a JSON text. Raises JSONDecodeError, with line and column, for invalid JSON."""
    json.loads(text)  # the functions below assume valid JSON
    return _parse_value(text, _skip_whitespace(text, 0))


def _skip_whitespace(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\r\n":
        offset += 1
    return offset


def _parse_value(text: str, offset: int) -> JsonNode:
    if text[offset] == "{":
        return _parse_object(text, offset)
    if text[offset] == "[":
        return _parse_list(text, offset)
    value, end = json.JSONDecoder().raw_decode(text, offset)
    return JsonNode(value, offset, end)


def _parse_object(text: str, start: int) -> JsonNode:
    members: dict[str, JsonNode] = {}
    offset = _skip_whitespace(text, start + 1)
    while text[offset] != "}":
        offset = _skip_whitespace(text, offset + 1) if text[offset] == "," else offset
        key, offset = json.JSONDecoder().raw_decode(text, offset)
        members[key] = _parse_value(text, _skip_whitespace(text, _skip_whitespace(text, offset) + 1))
        offset = _skip_whitespace(text, members[key].end)
    value = {key: node.value for key, node in members.items()}
    return JsonNode(value, start, offset + 1, members=members)


def _parse_list(text: str, start: int) -> JsonNode:
    items: list[JsonNode] = []
    offset = _skip_whitespace(text, start + 1)
    while text[offset] != "]":
        offset = _skip_whitespace(text, offset + 1) if text[offset] == "," else offset
        items.append(_parse_value(text, offset))
        offset = _skip_whitespace(text, items[-1].end)
    return JsonNode([node.value for node in items], start, offset + 1, items=tuple(items))


def detect_indent(text: str) -> str:
    """The indentation of one level: that of the first indented line, or two spaces."""
    for line in text.splitlines():
        stripped = line.lstrip(" \t")
        if stripped and stripped != line:
            return line[: len(line) - len(stripped)]
    return "  "


def with_member(text: str, node: JsonNode, key: str | None, value: Any, level: int) -> str:
    """The text with a member appended to the object or array `node` at nesting `level` (root: 0).

    `key` is None for an array. The new member uses the indentation and line ends of the text.
    """
    indent = detect_indent(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    member = f"{json.dumps(key, ensure_ascii=False)}: " if key is not None else ""
    member += json.dumps(value, ensure_ascii=False, indent=indent)
    children = [*node.members.values(), *node.items]
    lines = f"\n{member}".replace("\n", f"\n{indent * (level + 1)}")
    # After the last child, the text up to the closing bracket stays as it is, so that the member can be removed again.
    insert_offset = max((child.end for child in children), default=node.start + 1)
    end, end_offset = ("", insert_offset) if children else (f"\n{indent * level}", node.end - 1)
    insertion = ("," if children else "") + (lines + end).replace("\n", newline)
    return text[:insert_offset] + insertion + text[end_offset:]


def without_child(text: str, node: JsonNode, child: JsonNode) -> str:
    """The text without a member of the object, or an item of the array, `node`."""
    children = sorted((*node.members.values(), *node.items), key=lambda other: other.start)
    index = next(number for number, other in enumerate(children) if other is child)
    # The comma before the child is removed with it; the first child has only one after it.
    if index:
        return text[: children[index - 1].end] + text[child.end :]
    if len(children) == 1:
        return text[: node.start + 1] + text[node.end - 1 :]
    next_start = _skip_whitespace(text, _skip_whitespace(text, child.end) + 1)
    return text[: _skip_whitespace(text, node.start + 1)] + text[next_start:]
