"""Find code in Markdown: markers, links and fields inside it are examples and must be ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED_CODE = re.compile(
    r"""^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*       # a list item may start with a fence
        (?:(?P<ticks>`{3,})[^`\n]*|(?P<waves>~{3,})[^\n]*)\n
        .*?
        (?:^[ \t>]*(?(ticks)(?P=ticks)`*|(?P=waves)~*)[ \t\r]*$|\Z)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
# A code span ends at a blank line, as in CommonMark.
_CODE_SPAN = re.compile(
    r"""(?<!`)(?<!(?<!\\)\\)(?P<ticks>`+)(?!`)       # a backslash escapes the backtick
        (?P<code>(?:(?!\n[ \t]*\n).)+?)
        (?<!`)(?P=ticks)(?!`)""",
    re.DOTALL | re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def without_fences(text: str) -> str:
    """The text with fenced code replaced by spaces; lines and columns do not change."""
    return _FENCED_CODE.sub(blank_out, text)


def without_code(text: str) -> str:
    """The text with fenced code and code spans replaced by spaces."""
    return _CODE_SPAN.sub(blank_out, without_fences(text))


def code_spans(text: str) -> Iterator[re.Match[str]]:
    """The code spans of a text without fences; the group `code` is the part between the backticks."""
    return _CODE_SPAN.finditer(text)


def without_front_matter(text: str) -> str:
    """The text with its front matter replaced by spaces."""
    return _FRONT_MATTER.sub(blank_out, text)


def blank_out(match: re.Match[str]) -> str:
    """Spaces for a match, with its line breaks kept."""
    return re.sub(r"[^\n]", " ", match[0])
