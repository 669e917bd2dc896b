"""Terminal colors for the parts of a finding."""

from __future__ import annotations

from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Name of a part and its text → the text with color."""

_SGR_CODES = {
    "place": "1",
    "code": "31",
    "warning": "33",
    "fix": "36",
    "added": "32",
    "removed": "31",
    "good": "32",
    "bad": "31",
    "dim": "2",
}


def no_color(_: str, text: str) -> str:
    """Return the text unchanged."""
    return text


def ansi_color(part: str, text: str) -> str:
    """Color the text with ANSI escape sequences."""
    code = _SGR_CODES.get(part)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
