"""One page: what of it is judged, where that stands, and where it says that it means something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.drift.prose.indented import without_indented_code
from revi_docs.files.markdown import blank, code_spans, without_fences, without_front_matter
from revi_docs.problems.problem import Place

_REGION = re.compile(r"<!--[ \t]*revi:begin\b.*?-->.*?<!--[ \t]*revi:end\b.*?-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCK = re.compile(r"^[ ]{0,3}<!--.*?-->", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"`{3,}|~{3,}")
_MARK = re.compile(r"<!--[ \t]*revi:other-meaning(?P<what>[ \t][^\n]*?)?[ \t]*-->")


@dataclass(frozen=True, slots=True)
class Mark:
    """Says that something else is meant: on its line, or, as the first thing of a page, on all of it.

    `what` are the texts that it excuses; without any it excuses all.
    """

    place: Place
    what: tuple[str, ...]
    whole_page: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The text that is judged; everything else is spaces in it, so that nothing changes its place."""

    file: str
    text: str
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        """Where the characters from `start` up to `end` stand; `end` no further than the line goes."""
        return _place(self.file, self.text, self.starts, start, end)


def read_page(file: str, content: str) -> Page:
    """The page that the content makes; line ends of Windows count as one line end each."""
    text = without_front_matter(content.replace("\r\n", " \n"))
    text = without_indented_code(_REGION.sub(blank, without_fences(_without_fences_in_comments(text))))
    starts = (0, *(found.end() for found in re.finditer("\n", text)))
    comments = list(_comments(text))
    marks = tuple(_marks(file, text, starts, comments))
    for comment in comments:
        text = text[: comment.start()] + blank(comment) + text[comment.end() :]
    return Page(file, text, marks, starts)


def _without_fences_in_comments(text: str) -> str:
    """The text in which a fence that a comment holds opens nothing behind the comment."""
    for comment in _BLOCK.finditer(text):
        start, end = comment.span()
        if _FENCE.search(comment[0]) and without_fences(text)[start:end].lstrip().startswith("<!--"):
            text = text[:start] + _FENCE.sub(blank, comment[0]) + text[end:]
    return text


def _comments(text: str) -> Iterator[re.Match[str]]:
    """The comments; what begins inside of a code span is none, and a span inside of one is none either."""
    spans = [span.span() for span in code_spans(text)]
    at = 0
    for comment in _COMMENT.finditer(text):
        if comment.start() < at:
            continue
        around = [end for start, end in spans if at <= start < comment.start() < end]
        at = around[0] if around else comment.end()
        if not around:
            yield comment


def _marks(file: str, text: str, starts: tuple[int, ...], comments: list[re.Match[str]]) -> Iterator[Mark]:
    first = re.search(r"\S", _COMMENT.sub(blank, text))
    for comment in comments:
        mark = _MARK.fullmatch(comment[0])
        if mark:
            named = (name.strip(" \t`") for name in (mark["what"] or "").split(","))
            place = _place(file, text, starts, *comment.span())
            whole = first is None or comment.start() < starts[bisect_right(starts, first.start()) - 1]
            yield Mark(place, tuple(name for name in named if name), whole)


def _place(file: str, text: str, starts: tuple[int, ...], start: int, end: int) -> Place:
    line = bisect_right(starts, start)
    begin = starts[line - 1]
    stop = text.find("\n", start, end)
    return Place(file, line, start - begin + 1, (stop if stop >= 0 else end) - begin + 1)
