"""Fenced code blocks of a Markdown text and their languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\s`{]*)[^`\n]*$")


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


def split_blocks(text: str) -> Iterator[MarkdownBlock]:
    """Split a text into blocks. Their `text` joined is the whole text."""
    lines = text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        opening = _OPENING.match(lines[index])
        if opening is None:
            yield MarkdownBlock(lines[index], index + 1)
            index += 1
            continue
        end = _closing_fence_index(lines, index, opening["fence"])
        yield MarkdownBlock(
            "".join(lines[index : end + 1]), index + 1, opening["language"], "".join(lines[index + 1 : end])
        )
        index = end + 1


def _closing_fence_index(lines: list[str], opening_index: int, fence: str) -> int:
    """The index of the line that closes the fence; the number of lines if there is none."""
    closing = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$")
    return next(
        (index for index in range(opening_index + 1, len(lines)) if closing.match(lines[index])), len(lines)
    )
