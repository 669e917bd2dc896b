"""Where front matter starts and ends: one rule for everything that reads, edits or skips it.

A block starts on the first line of the file, after a byte order mark if there is one. YAML is between `---` and
`---` or `...`, TOML between `+++` and `+++`; all of these must be on a line of their own, without indentation.
This module needs no YAML library, so hooks can compare two blocks as text before they parse one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.files.size_limits import CODE, FIX

# `+++` is TOML, which Hugo uses; it is recognized to say so.
_OPENING = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(\r?\n)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?(?:\n|\Z)", re.MULTILINE),
}

# What other programs read as front matter, by its name for people; text written above it would turn it into text.
_OTHER_FORMATS = {
    "TOML ('+++')": re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n"),
    "JSON": re.compile(r"\A\ufeff?(?:\{[ \t]*(?:\r?\n|\")|;;;[ \t]*\r?\n)"),
    "in the language after '---'": re.compile(r"\A\ufeff?---[ \t]*[A-Za-z]+[ \t]*\r?\n"),
    # MkDocs reads lines of this form up to a blank line as metadata.
    "MultiMarkdown ('key: value' without '---')": re.compile(
        r"\A\ufeff?[A-Za-z0-9_-]+:[ \t]+\S[^\n]*\n(?:[A-Za-z0-9_-]+:[ \t]+\S[^\n]*\n|[ ]{4}[^\n]*\n)*[ \t\r]*(?:\n|\Z)"
    ),
}

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?:\s[^<>]*)?(?<!/)>")


class FrontMatterBlock(NamedTuple):
    """The offsets of a block: its content from `start` to before `end`, then the closing line up to `body_start`.

    `newline` is the line end of the opening line.
    """

    start: int
    end: int
    body_start: int
    newline: str
    is_toml: bool


class FrontMatterError(ValueError):
    """The front matter, or one of its fields, cannot be read or set: `code`, the reason as text, and `fix`."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code = code
        self.fix = fix


class UnreadableBlockError(FrontMatterError):
    """The front matter as a whole cannot be read."""


class OversizedBlockError(UnreadableBlockError):
    """The front matter has more parts than it may have."""

    def __init__(self, reason: str) -> None:
        super().__init__(CODE, f"the front matter {reason}", FIX)


class UnclosedError(UnreadableBlockError):
    """The front matter has no closing line."""

    def __init__(self, delimiter: str = "---") -> None:
        super().__init__(
            "unclosed-front-matter",
            f"the front matter that starts here has no closing line '{delimiter}'",
            f"write '{delimiter}' on its own line after the last field",
        )


def find_front_matter(text: str) -> FrontMatterBlock | None:
    """The block at the start of a text, or None. Raises UnclosedError."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if closing is None:
        raise UnclosedError(opening[1])
    return FrontMatterBlock(opening.end(), closing.start(), closing.end(), opening[2], opening[1] == "+++")


def front_matter_text(text: str) -> str:
    """The YAML between the two lines; "" if there is none, or no closing line."""
    block = _closed_block(text)
    return text[block.start : block.end] if block and not block.is_toml else ""


def other_format(text: str) -> str:
    """The format of front matter that is not YAML, as a phrase for people; "" if there is none."""
    return next((name for name, opening in _OTHER_FORMATS.items() if opening.match(text)), "")


def front_matter_end(text: str) -> int:
    """The offset of the text after the front matter; 0 if there is none, or no closing line."""
    block = _closed_block(text)
    return block.body_start if block else 0


def _closed_block(text: str) -> FrontMatterBlock | None:
    try:
        return find_front_matter(text)
    except UnclosedError:
        return None


def lines_in_tags(lines: Sequence[str]) -> Iterator[int]:
    """The lines (from 0) between a tag, such as `<example>`, and its closing tag.

    The line of a tag is one of them only if the tag starts it: before another one there can be a field.
    """
    indents = [len(line) - len(line.lstrip()) for line in lines]
    tags = [
        (index, match, match.start() == indents[index])
        for index, line in enumerate(lines)
        for match in _TAG.finditer(line)
    ]
    closing_positions: dict[str, list[int]] = {}
    for position, (_, match, _) in enumerate(tags):
        if match[1]:
            closing_positions.setdefault(match[2], []).append(position)
    end = -1
    for position, (index, match, starts_line) in enumerate(tags):
        if match[1] or position <= end:
            continue
        closing = closing_positions.get(match[2], [])
        next_closing = bisect_right(closing, position)
        if next_closing < len(closing):
            end = closing[next_closing]
            yield from range(index if starts_line else index + 1, tags[end][0] + 1)
