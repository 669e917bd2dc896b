"""One page: the text to check, its places, and its exemptions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_code import blank_out, code_spans, without_fences, without_front_matter
from revi_docs.problems.problem import Place
from revi_docs.prose.indented_code import without_indented_code

_REGION = re.compile(r"<!--[ \t]*revi:begin\b.*?-->.*?<!--[ \t]*revi:end\b.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCK_COMMENT = re.compile(r"^[ ]{0,3}<!--.*?-->", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"`{3,}|~{3,}")
_EXEMPTION = re.compile(r"<!--[ \t]*revi:other-meaning(?P<texts>[ \t][^\n]*?)?[ \t]*-->")


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
    text = without_front_matter(content.replace("\r\n", " \n"))
    text = without_indented_code(_REGION.sub(blank_out, without_fences(_without_fences_in_comments(text))))
    line_starts = (0, *(match.end() for match in re.finditer("\n", text)))
    comments = list(_comments(text))
    exemptions = tuple(_exemptions(file, text, line_starts, comments))
    for comment in comments:
        text = text[: comment.start()] + blank_out(comment) + text[comment.end() :]
    return ProsePage(file, text, exemptions, line_starts)


def _without_fences_in_comments(text: str) -> str:
    """Blank out fences inside comments, so that they do not open a block after the comment."""
    for comment in _BLOCK_COMMENT.finditer(text):
        start, end = comment.span()
        if _FENCE.search(comment[0]) and without_fences(text)[start:end].lstrip().startswith("<!--"):
            text = text[:start] + _FENCE.sub(blank_out, comment[0]) + text[end:]
    return text


def _comments(text: str) -> Iterator[re.Match[str]]:
    """Yield the comments that do not start in a code span; spans inside a comment do not count."""
    spans = [span.span() for span in code_spans(text)]
    offset = 0
    for comment in _COMMENT.finditer(text):
        if comment.start() < offset:
            continue
        enclosing_ends = [end for start, end in spans if offset <= start < comment.start() < end]
        offset = enclosing_ends[0] if enclosing_ends else comment.end()
        if not enclosing_ends:
            yield comment


def _exemptions(
    file: str, text: str, line_starts: tuple[int, ...], comments: list[re.Match[str]]
) -> Iterator[Exemption]:
    first = re.search(r"\S", _COMMENT.sub(blank_out, text))
    for comment in comments:
        match = _EXEMPTION.fullmatch(comment[0])
        if match:
            texts = (name.strip(" \t`") for name in (match["texts"] or "").split(","))
            place = _place(file, text, line_starts, *comment.span())
            is_whole_page = (
                first is None or comment.start() < line_starts[bisect_right(line_starts, first.start()) - 1]
            )
            yield Exemption(place, tuple(name for name in texts if name), is_whole_page)


def _place(file: str, text: str, line_starts: tuple[int, ...], start: int, end: int) -> Place:
    line = bisect_right(line_starts, start)
    line_start = line_starts[line - 1]
    line_end = text.find("\n", start, end)
    return Place(file, line, start - line_start + 1, (line_end if line_end >= 0 else end) - line_start + 1)
