"""One page: the text to check, its places, and its exemptions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.markdown_blocks import (
    FENCE,
    INDENTED_CODE,
    block_spans,
    inline_spans,
    mask_spans,
    without_code_blocks,
    without_front_matter,
)
from revi_docs.problems.problem import Place

_MARKER = re.compile(r"<!--[ \t]*revi:(begin|end)\b")
_EXEMPTION = re.compile(r"<!--[ \t]*revi:other-meaning(?P<texts>[ \t][^\n]*)?-->")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A `revi:other-meaning` comment; it applies to its line or, before all other text, to the page.

    `texts` are the exempted texts; if empty, everything is exempt.
    """

    place: Place
    texts: tuple[str, ...]
    whole_page: bool


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page; in `text`, everything that is not checked is replaced with spaces, so that offsets stay."""

    file: str
    text: str
    exemptions: tuple[Exemption, ...]
    line_starts: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a range; its end is limited to the line of its start."""
        return _place(self.file, self.text, self.line_starts, start, end)


def parse_page(file: str, content: str) -> ProsePage:
    """Parse a page; CRLF counts as one line ending."""
    # A space in place of each carriage return, so that offsets remain valid.
    text = without_front_matter(content.replace("\r\n", " \n"))
    # Regions first: a fence that a template leaves open ends with its region.
    code = block_spans(text, FENCE, INDENTED_CODE) if "revi:begin" in text else []
    regions = list(_region_spans(text))
    text = mask_spans(text, [region for region in regions if not any(s <= region.start < e for s, e in code)])
    text = without_code_blocks(text)
    line_starts = (0, *(match.end() for match in re.finditer("\n", text)))
    comments = list(inline_spans(text)[1])
    exemptions = tuple(_exemptions(file, text, line_starts, comments))
    return ProsePage(file, mask_spans(text, comments), exemptions, line_starts)


def _region_spans(text: str) -> Iterator[Span]:
    """Yield the regions, whatever their content is. One pass: a pattern for a whole region takes cubic time."""
    region_start: int | None = None
    position = 0
    for marker in _MARKER.finditer(text):
        is_begin = marker[1] == "begin"
        if marker.start() < position or is_begin != (region_start is None):
            continue
        comment_end = text.find("-->", marker.end())
        if comment_end < 0:
            return
        position = comment_end + len("-->")
        if region_start is None:
            region_start = marker.start()
        else:
            yield Span(region_start, position)
            region_start = None


def _exemptions(file: str, text: str, line_starts: tuple[int, ...], comments: list[Span]) -> Iterator[Exemption]:
    first = re.search(r"\S", mask_spans(text, comments))
    for comment in comments:
        match = _EXEMPTION.fullmatch(text, *comment)
        if match:
            texts = (name.strip(" \t`") for name in (match["texts"] or "").split(","))
            place = _place(file, text, line_starts, *comment)
            is_whole_page = first is None or comment.start < line_starts[bisect_right(line_starts, first.start()) - 1]
            yield Exemption(place, tuple(name for name in texts if name), is_whole_page)


def _place(file: str, text: str, line_starts: tuple[int, ...], start: int, end: int) -> Place:
    line = bisect_right(line_starts, start)
    line_start = line_starts[line - 1]
    line_end = text.find("\n", start, end)
    return Place(file, line, start - line_start + 1, (line_end if line_end >= 0 else end) - line_start + 1)
