"""The sections of a Markdown file, by headings of the second level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HEADING = re.compile(r"##[ \t]+(.+?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")


class Section(NamedTuple):
    """A section: its name, the line of its heading from 1, and the line behind its last."""

    name: str
    line: int
    end: int


def sections(lines: Sequence[str]) -> tuple[Section, ...]:
    """The sections in order; what stands in fenced code is no heading."""
    found = list(_headings(lines))
    ends = [*(line for _, line in found[1:]), len(lines) + 1]
    return tuple(Section(name, line, end) for (name, line), end in zip(found, ends, strict=False))


def _headings(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not mark[2].strip():
                fence = ""
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        elif heading := _HEADING.fullmatch(line.rstrip("\r\n")):
            yield heading[1], number
