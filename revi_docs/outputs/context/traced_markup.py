"""Finished text: safe where it is meant to stand, and aware of which parts of it show which value.

Whatever is not `Shown` is escaped when it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.checksum import BLANK_CHECKSUM


class TracedMarkup(Markup):
    """Finished text. `spans` are (start, end, path): what of it shows which value."""

    spans: tuple[tuple[int, int, KeyPath], ...] = ()


class ChecksumPlaceholder(TracedMarkup):
    """The blank proof of ownership, the only text that a filter lets look like one."""


CHECKSUM_STAND_IN = BLANK_CHECKSUM.replace("0", "x")
"""Written like the blank proof, yet not held to be one by what escapes."""


def traced(text: str, *sources: Any) -> TracedMarkup:
    """The text as finished, all of it showing the first source that is a value of the contract."""
    result = TracedMarkup(text)
    for source in sources:
        path = getattr(source, "path", None)
        if path is not None:
            result.spans = ((0, len(text), path),)
            break
    return result


def join_traced(parts: Iterable[TracedMarkup | str], separator: str) -> TracedMarkup:
    """The parts with `between` between them, each still showing what it showed."""
    text = ""
    spans: list[tuple[int, int, KeyPath]] = []
    for index, part in enumerate(parts):
        text += separator if index else ""
        spans += [
            (start + len(text), end + len(text), path) for start, end, path in getattr(part, "spans", ())
        ]
        text += str(part)
    result = TracedMarkup(text)
    result.spans = tuple(spans)
    return result
