"""Fenced code blocks of a Markdown text and their languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from revi_docs.files.markdown.markdown_blocks import FENCE, line_starts, parse_blocks

# CommonMark: at most three spaces before a fence; four are an indented code block.
_OPENING = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\s`{]*)")


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A line of prose, or a whole fenced block.

    `line` is the first line of the block, from 1. `language` is the word after the opening fence
    (`dot`, `yaml`), None for prose; `body` is the content of the fence.
    """

    text: str
    line: int
    language: str | None = None
    body: str = ""


def has_fence(text: str) -> bool:
    """Whether a text may contain a fenced block."""
    return "```" in text or "~~~" in text


def split_blocks(text: str) -> Iterator[MarkdownBlock]:
    """Split a text into blocks. Their `text` joined is the whole text."""
    starts = line_starts(text)
    lines = [text[start:end] for start, end in pairwise(starts)]
    position = 0
    # Parsing takes longer than all else here.
    for block in parse_blocks(text) if has_fence(text) else ():
        opening = _OPENING.match(lines[block.first_line]) if block.kind == FENCE else None
        if opening is None:
            continue
        yield from _prose_lines(lines, position, block.first_line)
        fenced = lines[block.first_line : block.end_line]
        is_closed = len(fenced) > 1 and fenced[-1].strip().startswith(opening["fence"])
        body = "".join(fenced[1 : -1 if is_closed else None])
        yield MarkdownBlock("".join(fenced), block.first_line + 1, opening["language"], body)
        position = block.end_line
    yield from _prose_lines(lines, position, len(lines))


def _prose_lines(lines: list[str], first_line: int, end_line: int) -> Iterator[MarkdownBlock]:
    for number in range(first_line, end_line):
        if lines[number]:
            yield MarkdownBlock(lines[number], number + 1)
