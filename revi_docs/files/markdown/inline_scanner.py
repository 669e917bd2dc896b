"""Code spans and comments within a paragraph, cell or heading, by CommonMark."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

_BACKTICKS = re.compile("`+")
# Comments, HTML tags and autolinks: the one that starts first wins. Only tags with a backtick matter.
_MARKUP = (
    r"<!--(?:-?>)?|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>"
    r"|<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)+\s*/?>"
)
_IN_HTML = re.compile(_MARKUP)
_INLINE = re.compile(rf"`+|\\[\\`<]|{_MARKUP}")


class Span(NamedTuple):
    """A stretch of the text, from `start` to before `end`."""

    start: int
    end: int


def scan_inline(text: str, unit: Span, code: list[Span] | None, comments: list[Span]) -> None:
    """Add the code spans and comments of one unit, from left to right in linear time; None: backticks are text."""
    if text.find("`", *unit) < 0 and text.find("<!--", *unit) < 0:
        return
    closers: dict[int, list[int]] = defaultdict(list)
    for run in _BACKTICKS.finditer(text, *unit):
        closers[len(run[0])].append(run.start())
    next_closer = dict.fromkeys(closers, 0)
    last_comment_end = text.rfind("-->", *unit)
    position = unit.start
    for match in (_IN_HTML if code is None else _INLINE).finditer(text, unit.start, unit.end):
        if match.start() < position or match[0][0] == "\\":
            continue
        if match[0].startswith("<!--"):
            position = _comment_end(text, match, last_comment_end)
            if position > match.start():
                comments.append(Span(match.start(), position))
            continue
        if match[0][0] == "<" or code is None:
            position = match.end()
            continue
        size = len(match[0])
        # Closers only move forward, so that a text of unmatched backticks costs one pass.
        offsets, index = closers[size], next_closer.get(size, 0)
        while index < len(offsets) and offsets[index] <= match.start():
            index += 1
        next_closer[size] = index
        if index < len(offsets):
            position = offsets[index] + size
            code.append(Span(match.start(), position))


def _comment_end(text: str, opening: re.Match[str], last_end: int) -> int:
    """The offset after a comment; that of its start if it is not closed. `last_end`: the last `-->` of the unit."""
    if opening[0][-1] == ">":  # `<!-->` and `<!--->` are comments without content
        return opening.end()
    return text.find("-->", opening.end()) + len("-->") if opening.end() <= last_end else opening.start()
