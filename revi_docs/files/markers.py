"""The comments that begin and end regions, wherever they are meant and not merely shown.

Imported by short commands that guard what stands between them: standard library only, and little of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.markdown import blank, without_code, without_fences

_WORDS = r"[ \t]*revi:(?![0-9a-f]{16}[ \t]*(?:-->|$))(?P<word>[a-z][a-z-]*)"
_TO_LINE_END = r"(?P<rest>[^\n\r]*)(?P<close>)"
HASH = re.compile(rf"^\ufeff?[ \t]*(?P<open>#){_WORDS}{_TO_LINE_END}", re.MULTILINE)
SLASHES = re.compile(rf"^\ufeff?[ \t]*(?P<open>//){_WORDS}{_TO_LINE_END}", re.MULTILINE)
COMMENT = re.compile(rf"(?P<open><!--){_WORDS}(?P<rest>(?:(?!-->|<!--)[^\n\r])*)(?P<close>-->)")
_ALONE = re.compile(rf"^[ \t>]*{COMMENT.pattern}", re.MULTILINE)

MARKERS: dict[str, tuple[str, re.Pattern[str]]] = {
    ".md": ("md", COMMENT),
    ".markdown": ("md", COMMENT),
    ".yml": ("yml", HASH),
    ".yaml": ("yml", HASH),
    ".py": ("py", HASH),
    ".sh": ("sh", HASH),
    ".ts": ("ts", SLASHES),
    ".tsx": ("ts", SLASHES),
}
"""Suffix of a file → what its templates are called by, and how its markers look."""

PATTERNS = tuple(f"**/*{suffix}" for suffix in MARKERS)
"""Where regions may stand when the contract does not say."""

OTHER_WORDS = frozenset({"defined", "other-meaning"})
"""What else a comment may say after `revi:`."""


class Marker(NamedTuple):
    """A comment that begins with `revi:`; `line` and `column` count from 1, the rest are offsets."""

    word: str
    rest: str
    close: str
    start: int
    said: int
    end: int
    line: int
    column: int


def kind_of(path: str) -> tuple[str, re.Pattern[str]]:
    """What `MARKERS` says of a file, also of one whose name is a suffix and nothing else."""
    return next(kind for suffix, kind in MARKERS.items() if path.lower().endswith(suffix))


def markers(path: str, text: str) -> Iterator[Marker]:
    """The markers of a file, in order."""
    pattern = kind_of(path)[1]
    found = list(_shown(text) if pattern is COMMENT else pattern.finditer(text))
    starts = [match.start() + 1 for match in re.finditer("\n", text)]
    for match in sorted(found, key=lambda one: one.start("open")):
        start = match.start("open")
        if match["word"] in OTHER_WORDS:
            continue
        line = bisect_right(starts, start)
        yield Marker(
            match["word"],
            match["rest"].rstrip(),
            match["close"],
            start,
            match.start("rest"),
            match.end(),
            line + 1,
            start - (starts[line - 1] if line else 0) + 1,
        )


def _shown(text: str) -> Iterator[re.Match[str]]:
    """The markers of a Markdown text: not in fenced code and, within a line, not in a code span."""
    plain = without_fences(text)
    yield from _ALONE.finditer(plain)
    yield from COMMENT.finditer(without_code(_ALONE.sub(blank, plain)))
