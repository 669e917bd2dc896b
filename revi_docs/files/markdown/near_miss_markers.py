"""Comments that look like a region marker and are not valid: `revi: begin`, `{/* revi:begin x */}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.files.markdown.literal_spans import is_inside, literal_spans
from revi_docs.files.markdown.markdown_blocks import FENCE, INDENTED_CODE, block_spans, inline_spans
from revi_docs.files.markdown.markers import (
    HASH_COMMENT,
    HTML_COMMENT,
    SLASH_COMMENT,
    marker_syntax,
    may_contain_markers,
)

# At least one punctuation character between both words. Only spaces are not enough, because 'revi end' is a command.
_SEPARATOR = r"(?:[ \t\xa0]*[:;=_.|>\u2192\uff1a-]{1,2}[ \t\xa0]*|[ \t\xa0]+(?=(?i:begin)))"
_WORDS = rf"[^\w\r\n]{{0,8}}(?i:revi(?:-docs)?){_SEPARATOR}(?P<keyword>(?i:begin|end))(?![\w.(/-])"
_NEAR_MISS = re.compile(_WORDS)
_HTML_NEAR_MISS = re.compile(rf"<!-+\s*{_WORDS}")
# One letter of `revi` is wrong, missing, added, or two are swapped.
_OTHER_NAME = (
    "(?:ervi|rvei|reiv|[a-z]evi|r[a-z]vi|re[a-z]i|rev[a-z]|evi|rvi|rei|rev"
    "|[a-z]revi|r[a-z]evi|re[a-z]vi|rev[a-z]i|revi[a-z])"
)
_MISSPELLED_NAME = re.compile(rf"<!--[ \t]*(?!revi:){_OTHER_NAME}:(?P<keyword>begin)(?=[ \t]+\w)")
# Comments of other languages that are not comments in Markdown; `[//]: # (text)` is a link definition.
_FOREIGN_COMMENT = re.compile(rf"(?:<!\W{{0,3}}|\{{?/\*+|\{{[#%!]|<[?%]|\]:[ \t]*(?:#|<>)[ \t]*[\"'(]){_WORDS}")
# No quotes after it: in `x = "# revi:begin"` the comment is text. The distance is arbitrary; no line is read twice.
_NO_QUOTE = r"(?![^\n]{0,200}[\"'`])"
_SHOWN_LENGTH = 60
"""Arbitrary: enough of a comment to recognize it."""
_MISSPELLED_IN_CODE = re.compile(
    rf"^\ufeff?[ \t]*(?:#|//)[ \t]*(?!revi:){_OTHER_NAME}:(?P<keyword>begin)(?=[ \t]+\w)", re.MULTILINE
)
_CODE_COMMENTS = {
    HASH_COMMENT: re.compile(rf"(?:^\ufeff?|[ \t])#{_WORDS}{_NO_QUOTE}", re.MULTILINE),
    SLASH_COMMENT: re.compile(rf"(?:^\ufeff?|[ \t{{])(?://|/\*){_WORDS}{_NO_QUOTE}", re.MULTILINE),
}


class NearMiss(NamedTuple):
    """A comment that is almost a marker: its offset, its first line, and `begin` or `end`."""

    start: int
    comment: str
    keyword: str


def near_miss_markers(path: str, text: str) -> tuple[NearMiss, ...]:
    """The near misses of a file, in order."""
    if not may_contain_markers(text.encode("utf-8", "surrogatepass")):
        return ()
    file_type, exact = marker_syntax(path)
    misses = _in_markdown(text) if exact is HTML_COMMENT else _in_code(file_type, exact, text)
    return tuple(sorted(misses))


def _in_markdown(text: str) -> Iterator[NearMiss]:
    if not _NEAR_MISS.search(text) and not _MISSPELLED_NAME.search(text):
        return
    code_spans, comments = inline_spans(text)
    for start, end in comments:
        match = _HTML_NEAR_MISS.match(text, start, end) or _MISSPELLED_NAME.match(text, start, end)
        if match and not HTML_COMMENT.fullmatch(text, start, end):
            yield _near_miss(text, start, match)
    skipped = tuple(sorted((*code_spans, *comments, *block_spans(text, FENCE, INDENTED_CODE))))
    for match in _FOREIGN_COMMENT.finditer(text):
        # A `<!` before a comment is not part of it.
        if not is_inside(skipped, match.start()) and not is_inside(skipped, match.start("keyword")):
            yield _near_miss(text, match.start(), match)


def _in_code(file_type: str, exact: re.Pattern[str], text: str) -> Iterator[NearMiss]:
    spans = literal_spans(file_type, text)
    for match in (*_CODE_COMMENTS[exact].finditer(text), *_MISSPELLED_IN_CODE.finditer(text)):
        start = match.end() - len(match[0].lstrip("\ufeff \t{"))
        if not exact.match(text, text.rfind("\n", 0, start) + 1) and not is_inside(spans, start):
            yield _near_miss(text, start, match)


def _near_miss(text: str, start: int, match: re.Match[str]) -> NearMiss:
    line_end = text.find("\n", match.end())
    comment = text[start : line_end if line_end >= 0 else len(text)]
    if (end := comment.find("-->")) >= 0:
        comment = comment[: end + len("-->")]
    return NearMiss(start, " ".join(comment.split())[:_SHOWN_LENGTH], match["keyword"].lower())
