"""Which lines of a Markdown text are code, and what the fences around them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent> {0,3})(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[^\s`{]*)[^`\n]*$")


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A line of prose, or a fenced block as a whole.

    `line` counts from 1 in the text and is the line the block begins on. `word` is what stands
    behind the opening marks (`dot`, `yaml`), None for prose; `body` is what the fence holds.
    """

    text: str
    line: int
    language: str | None = None
    body: str = ""


def split_blocks(text: str) -> Iterator[MarkdownBlock]:
    """The text in pieces whose `text`, put together, is the text again."""
    lines = text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        opening = _OPENING.match(lines[index])
        if opening is None:
            yield MarkdownBlock(lines[index], index + 1)
            index += 1
            continue
        end = _closing_fence_index(lines, index, opening["marks"])
        yield MarkdownBlock(
            "".join(lines[index : end + 1]), index + 1, opening["word"], "".join(lines[index + 1 : end])
        )
        index = end + 1


def _closing_fence_index(lines: list[str], opening_index: int, fence: str) -> int:
    """The index of the line that closes the fence opened at `at`; one past the end where none does."""
    closing = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$")
    return next(
        (index for index in range(opening_index + 1, len(lines)) if closing.match(lines[index])), len(lines)
    )
