"""Code that is set off by four spaces: what is written there is shown, not meant."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?P<head>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")
_BOX = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]")
_CODE = 4


def without_indented_code(text: str) -> str:
    """The text with indented code turned into spaces; what goes on a list item or a box is none."""
    lines = text.split("\n")
    content, after_gap = 0, True
    for number, line in enumerate(lines):
        if not line.strip():
            after_gap = True
            continue
        width = _width(line)
        if after_gap and width >= content + _CODE:
            lines[number] = " " * len(line)
            continue
        item, box = _ITEM.match(line), _BOX.match(line)
        if item:
            content = _width(
                item["head"].replace(item["head"].strip(), " " * len(item["head"].strip())) + "x"
            )
        elif box:
            content = width + _CODE
        elif after_gap:
            content = min(content, width)
        after_gap = False
    return "\n".join(lines)


def _width(line: str) -> int:
    """How far a line is set in; a tab leads to the next multiple of four."""
    head = line[: len(line) - len(line.lstrip(" \t"))]
    return len(head.expandtabs(_CODE))
