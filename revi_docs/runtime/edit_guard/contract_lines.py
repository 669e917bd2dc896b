"""The line of `revi.yml` that states a value, found by indentation: no YAML parser is at hand here."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

CONTRACT_YAML = "revi.yml"

_KEY = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#{\[][^#]*?))[ \t]*:(?=[ \t]|$)""")


def contract_line(root: str, key_path: Sequence[str]) -> str:
    """`revi.yml:41`, where the way leads; where it does not lead so far, the last step that is written.

    Without a line where there is no first step, or no file.
    """
    try:
        with open(os.path.join(root, CONTRACT_YAML), encoding="utf-8-sig", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        return CONTRACT_YAML
    number = _find_line(lines, key_path)
    return f"{CONTRACT_YAML}:{number}" if number else CONTRACT_YAML


def has_key_path(root: str, key_path: Sequence[str]) -> bool:
    """Whether the whole way is written there, on lines or within a line's braces."""
    try:
        with open(os.path.join(root, CONTRACT_YAML), encoding="utf-8-sig", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        return False
    return _find_line(lines, key_path, exact=True) > 0


def _find_line(lines: Sequence[str], key_path: Sequence[str], *, exact: bool = False) -> int:
    """The number of the line, from 1; 0 where there is none."""
    first, last, line = 0, len(lines), 0
    for index, name in enumerate(key_path):
        key_index = _find_key(lines, first, last, name)
        if key_index is None:
            inline_line = _find_inline_line(lines, line, last, key_path[index:]) if line else 0
            return inline_line or (0 if exact else line)
        line, first = key_index + 1, key_index + 1
        last = _block_end(lines, key_index)
    return line


def _find_key(lines: Sequence[str], first: int, last: int, name: str) -> int | None:
    """The line among those of one level on which the key stands."""
    level = -1
    for number in range(first, last):
        text = lines[number].strip()
        if not text or text.startswith("#") or text == "---":
            continue
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        level = indent if level < 0 else level
        key = _KEY.match(text) if indent == level else None
        if key and (key[1] or (key[2] or "").replace("''", "'") or key[3]) == name:
            return number
    return None


def _block_end(lines: Sequence[str], key_index: int) -> int:
    """The line behind all that belongs to the key of a line."""
    indent = len(lines[key_index]) - len(lines[key_index].lstrip(" "))
    for number in range(key_index + 1, len(lines)):
        text = lines[number].lstrip(" ")
        text_indent = len(lines[number]) - len(text)
        if text.strip() and not text.startswith("#") and text_indent <= indent:
            if text_indent == indent and text.startswith("- "):
                continue
            return number
    return len(lines)


def _find_inline_line(lines: Sequence[str], line_number: int, last: int, key_path: Sequence[str]) -> int:
    """The line within the braces behind a key on which the last of the steps stands; 0 where none does."""
    index, column = line_number - 1, lines[line_number - 1].find("{")
    if column < 0:
        return 0
    for name in key_path:
        key_pattern = re.compile(rf"""(?<![\w.-])["']?{re.escape(name)}["']?[ \t]*:(?=[ \t]|$)""")
        while (match := key_pattern.search(lines[index], column)) is None:
            index, column = index + 1, 0
            if index >= max(last, line_number):
                return 0
        column = match.end()
    return index + 1
