"""Find the line of a value in `revi.yml` by indentation: importing a YAML parser would slow down hooks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from revi_docs.files.read_file import read_text
from revi_docs.runtime.base.repository import CONTRACT_YAML

_KEY = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#{\[][^#]*?))[ \t]*:(?=[ \t]|$)""")


def contract_line(root: str, key_path: Sequence[str]) -> str:
    """`revi.yml:41`: the line of the value, else of the deepest key of the path that is there.

    Without a line number if there is no file, or the first key is missing.
    """
    number = _find_line(_read_lines(root), key_path)
    return f"{CONTRACT_YAML}:{number}" if number else CONTRACT_YAML


def has_key_path(root: str, key_path: Sequence[str]) -> bool:
    """Whether `revi.yml` has the whole key path, in block or flow style."""
    return _find_line(_read_lines(root), key_path, exact=True) > 0


def _read_lines(root: str) -> list[str]:
    try:
        return read_text(root, CONTRACT_YAML, "replace").removeprefix("\ufeff").splitlines()
    except OSError:
        return []


def _find_line(lines: Sequence[str], key_path: Sequence[str], *, exact: bool = False) -> int:
    """The number of the line, from 1; 0 if there is none."""
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
    """The index of the line with the key, among the lines of the first level."""
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
    """The index of the first line after the value of the key."""
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
    """The line of the last key within a flow mapping; 0 if a key is missing."""
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
