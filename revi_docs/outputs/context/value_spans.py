"""Which part of a rendered line shows which value of the contract.

A second render, made only where an output has drifted, prints every contract value between
brackets of characters that no text may hold; taking them out again gives the plain text and the spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath
from revi_docs.outputs.context.traced_markup import TracedMarkup

_OPEN, _SPLIT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_OPEN}([^{_SPLIT}]*){_SPLIT}|{_CLOSE}")


@dataclass(frozen=True, slots=True)
class TracedSpan:
    """A stretch of text, from `start` to before `end`, that shows the value at `path`."""

    start: int
    end: int
    path: KeyPath


def mark_spans(text: TracedMarkup) -> TracedMarkup:
    """The text with brackets around the parts that show contract values."""
    plain, marked, position = str(text), "", 0
    for start, end, path in text.spans:
        marked += f"{plain[position:start]}{_OPEN}{_encode_path(path)}{_SPLIT}{plain[start:end]}{_CLOSE}"
        position = end
    return TracedMarkup(marked + plain[position:])


def parse_spans(text: str) -> tuple[str, tuple[TracedSpan, ...]]:
    """The plain text of a bracketed one, and its spans."""
    plain, position = "", 0
    spans: list[TracedSpan] = []
    open_spans: list[tuple[int, KeyPath]] = []
    for mark in _MARK.finditer(text):
        plain += text[position : mark.start()]
        position = mark.end()
        if mark[0] != _CLOSE:
            open_spans.append((len(plain), _decode_path(mark[1])))
        elif open_spans:
            start, path = open_spans.pop()
            spans.append(TracedSpan(start, len(plain), path))
    return plain + text[position:], tuple(spans)


def _encode_path(path: KeyPath) -> str:
    return "\x1f".join(f"#{part}" if isinstance(part, int) else part for part in path)


def _decode_path(text: str) -> KeyPath:
    return tuple(int(part[1:]) if part.startswith("#") else part for part in text.split("\x1f"))
