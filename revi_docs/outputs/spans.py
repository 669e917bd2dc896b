"""Which part of a rendered line shows which value of the contract.

A second render, made only where an output has drifted, prints every contract value between
brackets of characters that no text may hold; taking them out again gives the plain text and the spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from revi_docs.contract.reading import Path
from revi_docs.outputs.shown import Shown

_OPEN, _SPLIT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_BRACKET = re.compile(f"{_OPEN}([^{_SPLIT}]*){_SPLIT}|{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, from `start` to before `end`, that shows the value at `path`."""

    start: int
    end: int
    path: Path


def bracket(text: Shown) -> Shown:
    """The text with brackets around the parts that show contract values."""
    plain, made, at = str(text), "", 0
    for start, end, path in text.spans:
        made += f"{plain[at:start]}{_OPEN}{_written(path)}{_SPLIT}{plain[start:end]}{_CLOSE}"
        at = end
    return Shown(made + plain[at:])


def unbracket(text: str) -> tuple[str, tuple[Span, ...]]:
    """The plain text of a bracketed one, and its spans."""
    plain, at = "", 0
    spans: list[Span] = []
    open_at: list[tuple[int, Path]] = []
    for found in _BRACKET.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        if found[0] != _CLOSE:
            open_at.append((len(plain), _read(found[1])))
        elif open_at:
            start, path = open_at.pop()
            spans.append(Span(start, len(plain), path))
    return plain + text[at:], tuple(spans)


def _written(path: Path) -> str:
    return "\x1f".join(f"#{part}" if isinstance(part, int) else part for part in path)


def _read(text: str) -> Path:
    return tuple(int(part[1:]) if part.startswith("#") else part for part in text.split("\x1f"))
