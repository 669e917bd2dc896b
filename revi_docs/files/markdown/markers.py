"""The comments that mark the start and end of regions, except those shown as examples in code.

Hooks that guard regions import this module; the Markdown parser is only imported for a text with a comment to find.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.markdown.literal_spans import is_inside, literal_spans
from revi_docs.files.markdown.markdown_blocks import inline_spans, line_starts

# `revi:` followed by 16 hexadecimal digits is the checksum that earlier versions wrote into outputs.
_KEYWORD = r"[ \t]*revi:(?![0-9a-f]{16}[ \t]*(?:-->|$))(?P<word>[a-z][a-z-]*)"
_TO_LINE_END = r"(?P<rest>[^\n\r]*)(?P<close>)"
# A byte order mark may precede the first line.
HASH_COMMENT = re.compile(rf"^\ufeff?[ \t]*(?P<open>#){_KEYWORD}{_TO_LINE_END}", re.MULTILINE)
SLASH_COMMENT = re.compile(rf"^\ufeff?[ \t]*(?P<open>//){_KEYWORD}{_TO_LINE_END}", re.MULTILINE)
# Not across `<!--`: an unclosed comment must not hide the next marker.
HTML_COMMENT = re.compile(rf"(?P<open><!--){_KEYWORD}(?P<rest>(?:(?!-->|<!--)[^\n\r])*)(?P<close>-->)")

SYNTAX_BY_SUFFIX: dict[str, tuple[str, re.Pattern[str]]] = {
    ".md": ("md", HTML_COMMENT),
    ".markdown": ("md", HTML_COMMENT),
    ".yml": ("yml", HASH_COMMENT),
    ".yaml": ("yml", HASH_COMMENT),
    ".py": ("py", HASH_COMMENT),
    ".sh": ("sh", HASH_COMMENT),
    ".ts": ("ts", SLASH_COMMENT),
    ".tsx": ("ts", SLASH_COMMENT),
}
"""File suffix → the file type in template names, and the pattern of its markers."""


def can_hold_regions(path: str) -> bool:
    """Whether the type of a file has comments for markers; the suffix may be in any case."""
    return path.lower().endswith(tuple(SYNTAX_BY_SUFFIX))


_COMMENT_DELIMITERS = {HTML_COMMENT: ("<!--", " -->"), HASH_COMMENT: ("#", ""), SLASH_COMMENT: ("//", "")}
"""The start and end of a comment, by marker pattern."""


def format_comment(path: str, words: str) -> str:
    """A comment in the language of a file, such as `<!-- revi:end -->`."""
    opening, closing = _COMMENT_DELIMITERS[marker_syntax(path)[1]]
    return f"{opening} {words}{closing}"


DEFAULT_PATTERNS = tuple(f"**/*{suffix}" for suffix in SYNTAX_BY_SUFFIX)
"""The files searched for regions if the contract does not list any."""

NON_REGION_KEYWORDS = frozenset({"defined", "other-meaning", "generated"})
"""Other words after `revi:`: those that `prose` reads, and the marker of an output."""

# In lower case, so that the search can skip to the first letter. 16 digits are a checksum of earlier versions.
_POSSIBLE_MARKER = re.compile(
    rb"revi(?:[ \t]*:[ \t]*(?![0-9a-f]{16})[a-z]"
    rb"|(?:-docs)?(?:[^a-z0-9\n]{1,8}(?<![ \t])[ \t]*(?:begin|end)|[ \t]+begin)\b)"
)


_PIECE, _OVERLAP = 65_536, 64
"""Bytes that are searched at once, and of those the bytes that the next piece starts with: longer than `revi : begin`.
Measured: a copy of 1 MB in lower case takes several times as long as the search in it, a small one does not."""


def may_contain_markers(content: bytes) -> bool:
    """Whether a file can contain a marker or a near miss of one: a byte search, so that most files cost no more."""
    pieces = (content[start : start + _PIECE + _OVERLAP].lower() for start in range(0, len(content), _PIECE))
    # The word before `:begin` can be a misspelled `revi`.
    return any(b":begin" in piece or _POSSIBLE_MARKER.search(piece) for piece in pieces)


class Marker(NamedTuple):
    """A comment that starts with `revi:`; `line` and `column` count from 1, other positions are offsets."""

    keyword: str
    arguments: str
    comment_end: str
    start: int
    arguments_start: int
    end: int
    line: int
    column: int


def marker_syntax(path: str) -> tuple[str, re.Pattern[str]]:
    """The entry of SYNTAX_BY_SUFFIX for a file; its name may consist of the suffix alone."""
    return next(syntax for suffix, syntax in SYNTAX_BY_SUFFIX.items() if path.lower().endswith(suffix))


def markers(path: str, text: str) -> Iterator[Marker]:
    """The markers of a file, in order."""
    if not may_contain_markers(text.encode("utf-8", "surrogatepass")):
        return
    file_type, pattern = marker_syntax(path)
    spans = literal_spans(file_type, text)
    matches = list(_markers_outside_code(text) if pattern is HTML_COMMENT else pattern.finditer(text))
    matches = [match for match in matches if not is_inside(spans, match.start("open"))]
    starts = line_starts(text)
    for match in sorted(matches, key=lambda candidate: candidate.start("open")):
        start = match.start("open")
        if match["word"] in NON_REGION_KEYWORDS:
            continue
        line = bisect_right(starts, start, hi=len(starts) - 1)
        yield Marker(
            match["word"],
            match["rest"].rstrip(),
            match["close"],
            start,
            match.start("rest"),
            match.end(),
            line,
            start - starts[line - 1] + 1,
        )


def _markers_outside_code(text: str) -> Iterator[re.Match[str]]:
    """The markers of a Markdown text: comments of their own, neither in code nor inside another comment."""
    if "revi:" not in text:
        return
    for start, end in inline_spans(text)[1]:
        match = HTML_COMMENT.fullmatch(text, start, end)
        if match:
            yield match
