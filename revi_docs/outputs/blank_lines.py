"""One blank line between the blocks of generated Markdown.

A template leaves a blank line after each list, table and optional block that it prints, and so two or more where these
meet. To count them in every template would hide its text, so they are removed from what it rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from revi_docs.files.markdown.front_matter_block import front_matter_end
from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.literal_spans import is_inside
from revi_docs.files.markdown.markdown_blocks import FENCE, HTML, INDENTED_CODE, block_spans

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdc")
_DELIMITERS = re.compile(r"^[ \t>*+\-\d.)]*(?:<|```|~~~).*", re.MULTILINE)
"""Lines that can start or end a fence or HTML, also in lists and quotations."""
_INDENTS = ("    ", "\t", " \t", "  \t", "   \t")
"""The start of a line that can be code by its indent."""
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
    start = front_matter_end(text)
    literal = _plain_fences(text, start)
    if literal is None or any(text.startswith(_INDENTS, span.end) for span in extra):
        literal = block_spans(text, FENCE, HTML, INDENTED_CODE)
    front_matter = Span(0, start)
    return tuple(span for span in extra if not is_inside((front_matter, *literal), span.start))


def _plain_fences(text: str, start: int) -> Sequence[Span] | None:
    """The fences of a text if no line can be part of another fence or of HTML; else None, and the text is parsed.

    Reading the blocks of the pages of a large contract takes a sixth of its lint, and most pages are as simple.
    """
    fences: list[Span] = []
    fence_start = -1
    for match in _DELIMITERS.finditer(text, start):
        line = match[0]
        if fence_start >= 0:
            if line == "```":
                fences.append(Span(fence_start, match.end()))
                fence_start = -1
            elif "```" in line:
                return None
        elif line.startswith("```") and "`" not in line[3:]:
            fence_start = match.start()
        elif not (line.startswith("<!--") and "-->" in line):  # a comment ends in its line
            return None
    return None if fence_start >= 0 else fences


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
