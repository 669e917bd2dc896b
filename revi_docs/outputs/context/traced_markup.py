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


class TracedText:
    """A text that is written piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._spans: list[tuple[int, int, KeyPath]] = []
        self._size = 0

    def add(self, piece: str, path: KeyPath | None = None) -> None:
        """Add a piece, all of which shows the value with a key path."""
        end = self._size + len(piece)
        if path is not None:
            self._spans.append((self._size, end, path))
        self._pieces.append(piece)
        self._size = end

    def add_traced(self, piece: TracedMarkup | str) -> None:
        """Add a piece with its own spans."""
        if isinstance(piece, TracedMarkup):
            offset = self._size
            self._spans += [(start + offset, end + offset, path) for start, end, path in piece.spans]
        self.add(piece)

    def markup(self) -> TracedMarkup:
        """The text with the spans of its pieces."""
        result = str.__new__(TracedMarkup, "".join(self._pieces))
        result.spans = tuple(self._spans)
        return result


def join_traced(parts: Iterable[TracedMarkup | str], separator: str = "") -> TracedMarkup:
    """Join the parts and keep their spans."""
    text = TracedText()
    for index, part in enumerate(parts):
        if index and separator:
            text.add(separator)
        text.add_traced(part)
    return text.markup()
