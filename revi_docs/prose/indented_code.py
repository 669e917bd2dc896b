"""Blank out indented code blocks."""

from __future__ import annotations

import re

_LIST_ITEM = re.compile(r"(?P<indent>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")
_ADMONITION = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]")
_CODE_INDENT = 4
"""Specified by CommonMark and Python-Markdown."""


def without_indented_code(text: str) -> str:
    """Replace indented code with spaces; continuations of list items and admonitions are not code."""
    lines = text.split("\n")
    content_indent, after_blank_line = 0, True
    for index, line in enumerate(lines):
        if not line.strip():
            after_blank_line = True
            continue
        indent = _indent_width(line)
        if after_blank_line and indent >= content_indent + _CODE_INDENT:
            lines[index] = " " * len(line)
            continue
        item, admonition = _LIST_ITEM.match(line), _ADMONITION.match(line)
        if item:
            content_indent = _indent_width(
                item["indent"].replace(item["indent"].strip(), " " * len(item["indent"].strip())) + "x"
            )
        elif admonition:
            content_indent = indent + _CODE_INDENT
        elif after_blank_line:
            content_indent = min(content_indent, indent)
        after_blank_line = False
    return "\n".join(lines)


def _indent_width(line: str) -> int:
    """Return the indentation in columns; a tab advances to the next multiple of four."""
    leading_space = line[: len(line) - len(line.lstrip(" \t"))]
    return len(leading_space.expandtabs(_CODE_INDENT))
