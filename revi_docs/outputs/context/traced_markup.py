"""Escaped text that knows which of its parts show which value of the contract.

Everything that is not `TracedMarkup` is escaped when it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.generated_marker import MARKER


class TracedMarkup(Markup):
    """Text that needs no more escaping. `spans`: (start, end, key path) of each part that shows a value."""

    spans: tuple[tuple[int, int, KeyPath], ...] = ()


class OutputMarker(TracedMarkup):
    """The marker of an output; filters leave it recognizable, unlike all other text."""


MARKER_STAND_IN = "revi-" + "x" * (len(MARKER) - len("revi-"))
"""Replaces the marker in a filter: as long, but not escaped because it is not a marker."""


def traced(text: str, *sources: Any) -> TracedMarkup:
    """Mark a text as escaped, and all of it as showing the first source that is a value of the contract."""
    result = str.__new__(TracedMarkup, text)
    for source in sources:
        path = getattr(source, "path", None)
        if path is not None:
            result.spans = ((0, len(text), path),)
            break
    return result


def join_traced(parts: Iterable[TracedMarkup | str], separator: str = "") -> TracedMarkup:
    """Join the parts and keep their spans."""
    texts: list[str] = []
    spans: list[tuple[int, int, KeyPath]] = []
    offset = 0
    for part in parts:
        texts.append(part)
        for start, end, path in getattr(part, "spans", ()):
            spans.append((start + offset, end + offset, path))
        offset += len(part) + len(separator)
    # Not a method of the separator: that of escaped text would escape the parts.
    result = str.__new__(TracedMarkup, str.join(separator, texts))
    result.spans = tuple(spans)
    return result
