"""The text of a Markdown heading that starts with `#`, without the marks and attributes at its end."""

from __future__ import annotations

import re

# The extension `attr_list` requires a space before the brace.
_ATTRIBUTES_START = re.compile(r"[ \t]\{")


def without_attributes(heading: str) -> str:
    """The heading without the attributes at its end, such as `{#anchor}`, and without the blanks before them."""
    text = heading.rstrip(" \t")
    if not text.endswith("}"):
        return text
    start = _ATTRIBUTES_START.search(text, text.rfind("}", 0, -1) + 1)
    return text[: start.start()].rstrip(" \t") if start else text


def without_closing_marks(heading: str) -> str:
    """The heading without the `#` at its end, which CommonMark allows after a blank, and without attributes."""
    text = without_attributes(heading)
    title = text.rstrip("#")
    return title.rstrip(" \t") if not title or title[-1] in " \t" else text
