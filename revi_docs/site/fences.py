"""Which lines of a Markdown text are code, and what the fences around them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent> {0,3})(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[^\s`{]*)[^`\n]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of prose, or a fenced block as a whole.

    `line` counts from 1 in the text and is the line the block begins on. `word` is what stands
    behind the opening marks (`dot`, `yaml`), None for prose; `body` is what the fence holds.
    """

    text: str
    line: int
    word: str | None = None
    body: str = ""


def blocks(text: str) -> Iterator[Block]:
    """The text in pieces whose `text`, put together, is the text again."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if opening is None:
            yield Block(lines[at], at + 1)
            at += 1
            continue
        end = _closing(lines, at, opening["marks"])
        yield Block("".join(lines[at : end + 1]), at + 1, opening["word"], "".join(lines[at + 1 : end]))
        at = end + 1


def _closing(lines: list[str], at: int, marks: str) -> int:
    """The index of the line that closes the fence opened at `at`; one past the end where none does."""
    closing = re.compile(rf"^ {{0,3}}{marks[0]}{{{len(marks)},}}[ \t]*$")
    return next((n for n in range(at + 1, len(lines)) if closing.match(lines[n])), len(lines))
