"""Wide tables scroll inside a frame of their own, which the keyboard reaches too."""

from __future__ import annotations

_OPENING = "<table>"
_CLOSING = "</table>"


def wrap_tables(content: str) -> str:
    """The HTML of a page with a scrolling frame around each plain table."""
    if _OPENING not in content:
        return content
    frame = '<div class="revi-table" tabindex="0" role="group" aria-label="Table">'
    first, *others = content.split(_OPENING)
    wrapped = (piece.replace(_CLOSING, f"{_CLOSING}</div>", 1) for piece in others)
    return first + "".join(f'{frame}<table class="revi">{piece}' for piece in wrapped)
