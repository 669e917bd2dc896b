"""Where the parts of a JSON text stand, so that something can be put in and all else stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any


@dataclass(frozen=True, slots=True)
class JsonNode:
    """A value and where it stands: offsets of its first character and of the one behind its last.

    `members` are those of an object, of equal keys the last as JSON takes it; `items` those of a list.
    """

    value: Any
    start: int
    end: int
    members: Mapping[str, JsonNode] = field(default_factory=dict)
    items: tuple[JsonNode, ...] = ()


def parse_with_offsets(text: str) -> JsonNode:
    """The places of a sound JSON text. Raises JSONDecodeError, with line and column, for any other."""
    json.loads(text)
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
        key, offset = scanstring(text, offset + 1)
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
    """How much one level is indented by: as the first line of the text that is, else by two spaces."""
    for line in text.splitlines():
        stripped = line.lstrip(" \t")
        if stripped and stripped != line:
            return line[: len(line) - len(stripped)]
    return "  "


def with_member(text: str, node: JsonNode, key: str | None, value: Any, level: int) -> str:
    """The text with one more member at the end of an object or list that stands at a level from 0.

    `key` is None for a list. What is new is written as the rest is: one part a line, indented alike.
    """
    indent = detect_indent(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    rendered_value = json.dumps(value, ensure_ascii=False, indent=indent).replace(
        "\n", f"\n{indent * (level + 1)}"
    )
    rendered_member = (
        f"{json.dumps(key, ensure_ascii=False)}: {rendered_value}" if key is not None else rendered_value
    )
    children = [*node.members.values(), *node.items]
    insert_offset = max((child.end for child in children), default=node.start + 1)
    comma = "," if children else ""
    insertion = f"{comma}\n{indent * (level + 1)}{rendered_member}\n{indent * level}".replace("\n", newline)
    return text[:insert_offset] + insertion + text[node.end - 1 :]
