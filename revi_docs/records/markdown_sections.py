"""Find the sections of a Markdown file, divided by headings of level 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.files.markdown.markdown_blocks import parse_blocks
from revi_docs.files.markdown.markdown_headings import without_closing_marks

_HEADING = re.compile(r"##[ \t]+(?=[^ \t])")


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
    # `##` headings only: a line of dashes below a text is a rule more often than it is meant as a heading.
    for block in parse_blocks("\n".join(line.rstrip("\r\n") for line in lines)):
        line = lines[block.first_line].rstrip("\r\n")
        heading = _HEADING.match(line) if block.level == 2 else None
        if heading:
            yield without_closing_marks(line[heading.end() :]), block.first_line + 1
