"""Terminal colors for the parts of a finding."""

from __future__ import annotations

import os
from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Name of a part and its text → the text with color."""

COLOR_START = f"\x1b{os.urandom(8).hex()}["
"""Starts a color. Only a stream of `cli/output/terminal_stream.py` turns it into an ANSI escape sequence: a text that
contains such a sequence itself is not ours."""

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
    """Color the text, for a stream that replaces COLOR_START."""
    code = _SGR_CODES.get(part)
    return f"{COLOR_START}{code}m{text}{COLOR_START}0m" if code and text else text
