"""One blank line between the blocks of generated Markdown.

A template leaves a blank line after each list, table and optional block that it prints, and so two or more where these
meet. To count them in every template would hide its text, so they are removed from what it rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from revi_docs.files.markdown.front_matter_block import front_matter_end
from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.literal_spans import is_inside
from revi_docs.files.markdown.markdown_blocks import FENCE, HTML, INDENTED_CODE, block_spans

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdc")
_BLANK_LINES = re.compile(r"\n(?:(?P<last>(?:[ \t]*\n)+)\Z|[ \t]*\n(?P<extra>(?:[ \t]*\n)+))")
"""Blank lines at the end, and those after another one."""


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown by its suffix, in any case."""
    return path.lower().endswith(_MARKDOWN_SUFFIXES)


def extra_blank_lines(text: str) -> tuple[Span, ...]:
    """The blank lines at the end and after another one; none in code, HTML and front matter, where they can matter."""
    extra = tuple(Span(*match.span(match.lastgroup or 0)) for match in _BLANK_LINES.finditer(text))
    if not extra:
        # Most texts: only a text with something to remove is parsed.
        return ()
    literal = (Span(0, front_matter_end(text)), *block_spans(text, FENCE, HTML, INDENTED_CODE))
    return tuple(span for span in extra if not is_inside(literal, span.start))


def without_extra_blank_lines(text: str) -> str:
    """The text with one blank line between blocks."""
    return remove_spans(text, extra_blank_lines(text))


def remove_spans(text: str, spans: Iterable[Span]) -> str:
    """The text without these stretches, which are in order."""
    parts, position = [], 0
    for start, end in spans:
        parts.append(text[position:start])
        position = end
    return "".join((*parts, text[position:]))


def offset_after_removal(offset: int, spans: Iterable[Span]) -> int:
    """Where an offset of the text is after `remove_spans`."""
    return offset - sum(min(end, offset) - start for start, end in spans if start < offset)
