"""Find which part of a rendered text shows which value of the contract.

If an output has drifted, it is rendered a second time with marks around every contract value. The marks are
Unicode noncharacters, which no valid text contains; parsing them gives the plain text and the spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath
from revi_docs.outputs.context.traced_markup import TracedMarkup

_OPEN, _SPLIT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_OPEN}([^{_OPEN}{_SPLIT}]*){_SPLIT}|{_CLOSE}")
MARK_OR_TEXT = re.compile(f"(?P<mark>{_OPEN}[^{_OPEN}{_SPLIT}]*{_SPLIT}|{_CLOSE})|[^{_OPEN}{_CLOSE}]+")
"""Divides a marked text, for a filter that must not change its marks."""


@dataclass(frozen=True, slots=True)
class TracedSpan:
    """The part of a text from `start` to before `end`; it shows the value at `path`."""

    start: int
    end: int
    path: KeyPath


def mark_spans(text: TracedMarkup) -> TracedMarkup:
    """Put marks around the parts that show contract values."""
    plain, marked, position = str(text), "", 0
    for start, end, path in text.spans:
        marked += f"{plain[position:start]}{_OPEN}{encode_path(path)}{_SPLIT}{plain[start:end]}{_CLOSE}"
        position = end
    return TracedMarkup(marked + plain[position:])


def parse_spans(text: str) -> tuple[str, tuple[TracedSpan, ...]]:
    """The plain text of a marked one, and its spans."""
    plain, position = "", 0
    spans: list[TracedSpan] = []
    open_spans: list[tuple[int, KeyPath]] = []
    for mark in _MARK.finditer(text):
        plain += text[position : mark.start()]
        position = mark.end()
        if mark[0] != _CLOSE:
            open_spans.append((len(plain), decode_path(mark[1])))
        elif open_spans:
            start, path = open_spans.pop()
            spans.append(TracedSpan(start, len(plain), path))
    return plain + text[position:], tuple(spans)


def encode_path(path: KeyPath) -> str:
    """A key path as one string; list indexes start with `#`."""
    return "\x1f".join(f"#{step}" if isinstance(step, int) else step for step in path)


def decode_path(text: str) -> KeyPath:
    """The key path of an encoded string."""
    steps = text.split("\x1f") if text else ()
    return tuple(int(step[1:]) if step.startswith("#") else step for step in steps)
