"""Code that is set off by four spaces: what is written there is shown, not meant."""

from __future__ import annotations

import re

_LIST_ITEM = re.compile(r"(?P<head>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")
_ADMONITION = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]")
_CODE_INDENT = 4


def without_indented_code(text: str) -> str:
    """The text with indented code turned into spaces; what goes on a list item or a box is none."""
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
                item["head"].replace(item["head"].strip(), " " * len(item["head"].strip())) + "x"
            )
        elif admonition:
            content_indent = indent + _CODE_INDENT
        elif after_blank_line:
            content_indent = min(content_indent, indent)
        after_blank_line = False
    return "\n".join(lines)


def _indent_width(line: str) -> int:
    """How far a line is set in; a tab leads to the next multiple of four."""
    leading_space = line[: len(line) - len(line.lstrip(" \t"))]
    return len(leading_space.expandtabs(_CODE_INDENT))
