"""Text in which brackets are not Markdown: formulas and URLs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.markdown_blocks import mask_spans

# An address may contain a `$`, so addresses are matched first to be skipped.
_DELIMITER = re.compile(r"\\(?:begin|end)\{[a-zA-Z]{1,20}\*?\}|\\[\\()\[\]$]|\$\$|\$|https?://[^\s<>\"']+")
_CLOSING = {"$$": "$$", "$": "$", r"\(": r"\)", r"\[": r"\]"}


def without_formulas(text: str) -> str:
    r"""The text with formulas and URLs turned into spaces.

    A formula is within `$$`, `\(` and `\)`, `\[` and `\]`, `\begin{name}` and `\end{name}`, or within `$`
    under the rules of Pandoc: no space after the first, none before the last, no digit after it, and all on one
    line.
    """
    return mask_spans(text, list(_spans(text)))


def _spans(text: str) -> Iterator[Span]:
    matches = list(_DELIMITER.finditer(text))
    offsets: dict[str, list[int]] = {}
    for match in matches:
        if match[0] != "$" or _can_close(text, match.start()):
            offsets.setdefault(match[0], []).append(match.start())
    position = 0
    for match in matches:
        opening, start = match[0], match.start()
        if start < position:
            continue
        if opening.startswith("http"):
            yield Span(start, match.end())
        elif closing := _closing(opening):
            closing_offsets = offsets.get(closing, [])
            index = bisect_left(closing_offsets, match.end())
            end = closing_offsets[index] if index < len(closing_offsets) else -1
            if end < 0 or (opening == "$" and not _is_inline(text, match.end(), end)):
                continue
            position = end + len(closing)
            yield Span(start, position)


def _closing(opening: str) -> str:
    """What ends the formula that a delimiter starts; "" if it starts none."""
    if opening.startswith(r"\begin"):
        return opening.replace("begin", "end", 1)
    return _CLOSING.get(opening, "")


def _can_close(text: str, offset: int) -> bool:
    return offset > 0 and not text[offset - 1].isspace() and not text[offset + 1 : offset + 2].isdigit()


def _is_inline(text: str, start: int, end: int) -> bool:
    return start < end and not text[start].isspace() and text.find("\n", start, end) < 0
