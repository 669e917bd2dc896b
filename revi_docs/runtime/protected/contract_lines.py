"""The line of `revi.yml` that states a value, found by indentation: no YAML parser is at hand here."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

CONTRACT = "revi.yml"

_KEY = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#{\[][^#]*?))[ \t]*:(?=[ \t]|$)""")


def line_of(root: str, way: Sequence[str]) -> str:
    """`revi.yml:41`, where the way leads; where it does not lead so far, the last step that is written.

    Without a line where there is no first step, or no file.
    """
    try:
        with open(os.path.join(root, CONTRACT), encoding="utf-8-sig", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        return CONTRACT
    number = _steps(lines, way)
    return f"{CONTRACT}:{number}" if number else CONTRACT


def is_written(root: str, way: Sequence[str]) -> bool:
    """Whether the whole way is written there, on lines or within a line's braces."""
    try:
        with open(os.path.join(root, CONTRACT), encoding="utf-8-sig", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        return False
    return _steps(lines, way, whole=True) > 0


def _steps(lines: Sequence[str], way: Sequence[str], *, whole: bool = False) -> int:
    """The number of the line, from 1; 0 where there is none."""
    first, last, found = 0, len(lines), 0
    for at, step in enumerate(way):
        at_line = _child(lines, first, last, step)
        if at_line is None:
            inside = _within(lines, found, last, way[at:]) if found else 0
            return inside or (0 if whole else found)
        found, first = at_line + 1, at_line + 1
        last = _end(lines, at_line)
    return found


def _child(lines: Sequence[str], first: int, last: int, step: str) -> int | None:
    """The line among those of one level on which the key stands."""
    level = -1
    for number in range(first, last):
        text = lines[number].strip()
        if not text or text.startswith("#") or text == "---":
            continue
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        level = indent if level < 0 else level
        key = _KEY.match(text) if indent == level else None
        if key and (key[1] or (key[2] or "").replace("''", "'") or key[3]) == step:
            return number
    return None


def _end(lines: Sequence[str], at: int) -> int:
    """The line behind all that belongs to the key of a line."""
    indent = len(lines[at]) - len(lines[at].lstrip(" "))
    for number in range(at + 1, len(lines)):
        text = lines[number].lstrip(" ")
        deep = len(lines[number]) - len(text)
        if text.strip() and not text.startswith("#") and deep <= indent:
            if deep == indent and text.startswith("- "):
                continue
            return number
    return len(lines)


def _within(lines: Sequence[str], found: int, last: int, way: Sequence[str]) -> int:
    """The line within the braces behind a key on which the last of the steps stands; 0 where none does."""
    number, column = found - 1, lines[found - 1].find("{")
    if column < 0:
        return 0
    for step in way:
        key = re.compile(rf"""(?<![\w.-])["']?{re.escape(step)}["']?[ \t]*:(?=[ \t]|$)""")
        while (match := key.search(lines[number], column)) is None:
            number, column = number + 1, 0
            if number >= max(last, found):
                return 0
        column = match.end()
    return number + 1
