"""Where the parts of a JSON text stand, so that something can be put in and all else stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """A value and where it stands: offsets of its first character and of the one behind its last.

    `members` are those of an object, of equal keys the last as JSON takes it; `items` those of a list.
    """

    value: Any
    start: int
    end: int
    members: Mapping[str, Spot] = field(default_factory=dict)
    items: tuple[Spot, ...] = ()


def places(text: str) -> Spot:
    """The places of a sound JSON text. Raises JSONDecodeError, with line and column, for any other."""
    json.loads(text)
    return _value(text, _space(text, 0))


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _value(text: str, at: int) -> Spot:
    if text[at] == "{":
        return _object(text, at)
    if text[at] == "[":
        return _list(text, at)
    value, end = json.JSONDecoder().raw_decode(text, at)
    return Spot(value, at, end)


def _object(text: str, start: int) -> Spot:
    members: dict[str, Spot] = {}
    at = _space(text, start + 1)
    while text[at] != "}":
        at = _space(text, at + 1) if text[at] == "," else at
        key, at = scanstring(text, at + 1)
        members[key] = _value(text, _space(text, _space(text, at) + 1))
        at = _space(text, members[key].end)
    value = {key: spot.value for key, spot in members.items()}
    return Spot(value, start, at + 1, members=members)


def _list(text: str, start: int) -> Spot:
    items: list[Spot] = []
    at = _space(text, start + 1)
    while text[at] != "]":
        at = _space(text, at + 1) if text[at] == "," else at
        items.append(_value(text, at))
        at = _space(text, items[-1].end)
    return Spot([spot.value for spot in items], start, at + 1, items=tuple(items))


def indentation(text: str) -> str:
    """How much one level is indented by: as the first line of the text that is, else by two spaces."""
    for line in text.splitlines():
        bare = line.lstrip(" \t")
        if bare and bare != line:
            return line[: len(line) - len(bare)]
    return "  "


def with_member(text: str, spot: Spot, key: str | None, value: Any, level: int) -> str:
    """The text with one more member at the end of an object or list that stands at a level from 0.

    `key` is None for a list. What is new is written as the rest is: one part a line, indented alike.
    """
    unit = indentation(text)
    line = "\r\n" if "\r\n" in text else "\n"
    made = json.dumps(value, ensure_ascii=False, indent=unit).replace("\n", f"\n{unit * (level + 1)}")
    written = f"{json.dumps(key, ensure_ascii=False)}: {made}" if key is not None else made
    inside = [*spot.members.values(), *spot.items]
    last = max((one.end for one in inside), default=spot.start + 1)
    comma = "," if inside else ""
    new = f"{comma}\n{unit * (level + 1)}{written}\n{unit * level}".replace("\n", line)
    return text[:last] + new + text[spot.end - 1 :]
