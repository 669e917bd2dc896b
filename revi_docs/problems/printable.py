"""Make text printable: replace characters that control a terminal, reorder a line or are invisible.

Each is replaced by its escape sequence, which is the same in JSON. Standard library only: hooks print, too.
"""

from __future__ import annotations

from functools import cache

_BIDIRECTIONAL = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that change the direction of text, so that a line shows something else than it contains."""

_OTHER = (0x2028, 0x2029, 0xFEFF, *range(0xFFF9, 0xFFFC))
"""Line and paragraph separators, the byte order mark, and marks of annotations."""

_INVISIBLE = (0x115F, 0x1160, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0x3164, 0xFFA0)
"""Characters without width. Joiners and variation selectors stay: emoji and many scripts need them."""

TAG_CHARACTERS = range(0xE0000, 0xE0080)
"""Invisible copies of ASCII: a person sees nothing, a language model reads a text."""


def _escape_sequence(code: int) -> str:
    if code < 0x7F:
        return chr(code).encode("unicode_escape").decode()
    units = chr(code).encode("utf-16-be")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))


@cache
def _escape_sequences(readable: str) -> dict[int, str]:
    """The code of each such character, without the readable ones → its escape sequence. Most hooks print nothing."""
    codes = (*range(0x20), *range(0x7F, 0xA0), *_BIDIRECTIONAL, *_OTHER, *_INVISIBLE, *TAG_CHARACTERS)
    return {code: _escape_sequence(code) for code in codes if chr(code) not in readable}


def printable(text: str) -> str:
    """The text with such characters escaped; it keeps line feeds and tabs."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():  # most texts, which need no table
        return text
    return text.translate(_escape_sequences("\n\t"))


def printable_line(text: str) -> str:
    """The text on one line: line feeds and tabs are escaped, too."""
    return text.translate(_escape_sequences(""))
