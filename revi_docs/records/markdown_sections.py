"""Find the sections of a Markdown file, divided by headings of level 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HEADING = re.compile(r"##[ \t]+(.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


class MarkdownSection(NamedTuple):
    """A section: its name, the line of its heading (from 1), and the line after its last."""

    name: str
    line: int
    end: int


def find_sections(lines: Sequence[str]) -> tuple[MarkdownSection, ...]:
    """The sections in order; headings in fenced code are ignored."""
    headings = list(_headings(lines))
    end_lines = [*(line for _, line in headings[1:]), len(lines) + 1]
    return tuple(MarkdownSection(*heading, end) for heading, end in zip(headings, end_lines, strict=False))


def _headings(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    fence = ""
    for number, line in enumerate(lines, 1):
        fence_match = _FENCE.match(line)
        if fence:
            if fence_match and fence_match[1].startswith(fence) and not fence_match[2].strip():
                fence = ""
        elif fence_match and not (fence_match[1][0] == "`" and "`" in fence_match[2]):
            fence = fence_match[1]
        elif heading := _HEADING.fullmatch(line.rstrip("\r\n")):
            yield heading[1], number
