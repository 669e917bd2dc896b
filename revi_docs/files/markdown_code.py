"""Where code stands in a Markdown text: what is written there is shown, not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED_CODE = re.compile(
    r"""^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*       # also as the first thing of a list item
        (?:(?P<ticks>`{3,})[^`\n]*|(?P<waves>~{3,})[^\n]*)\n
        .*?
        (?:^[ \t>]*(?(ticks)(?P=ticks)`*|(?P=waves)~*)[ \t\r]*$|\Z)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_CODE_SPAN = re.compile(
    r"""(?<!`)(?<!(?<!\\)\\)(?P<ticks>`+)(?!`)       # a backslash before it takes its meaning away
        (?P<code>(?:(?!\n[ \t]*\n).)+?)
        (?<!`)(?P=ticks)(?!`)""",
    re.DOTALL | re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def without_fences(text: str) -> str:
    """The text with all fenced code turned into spaces; every line and column stays where it was."""
    return _FENCED_CODE.sub(blank_out, text)


def without_code(text: str) -> str:
    """The text with fenced code and code spans turned into spaces."""
    return _CODE_SPAN.sub(blank_out, without_fences(text))


def code_spans(text: str) -> Iterator[re.Match[str]]:
    """The code spans of a text without fences; what stands between their ticks is the group `code`."""
    return _CODE_SPAN.finditer(text)


def without_front_matter(text: str) -> str:
    """The text with the block between `---` at its head turned into spaces."""
    return _FRONT_MATTER.sub(blank_out, text)


def blank_out(match: re.Match[str]) -> str:
    """Spaces in the place of what was found, line breaks kept."""
    return re.sub(r"[^\n]", " ", match[0])
