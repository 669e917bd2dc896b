"""The marks that templates and diagrams leave in a page: replaced in its HTML, below the right heading."""

from __future__ import annotations

import re
from collections.abc import Callable

from revi_docs.site.definitions import MARK

_HEADING_OR_MARK = re.compile(rf"<h(?P<level>[1-6])\b[^>]*?\bid=\"(?P<id>[^\"]*)\"|{MARK.pattern}")

Replace = Callable[[str, str, str], str]
"""From a mark's kind, its text and the anchor of the heading above it to the HTML in its place."""


def replace_marks(content: str, replace: Replace) -> str:
    """The HTML with every mark replaced. The anchor is empty below the page's own heading and before any."""
    anchor = ""

    def replaced(match: re.Match[str]) -> str:
        nonlocal anchor
        if match["level"]:
            anchor = "" if match["level"] == "1" else match["id"]
            return match[0]
        return replace(match["kind"], match["what"], anchor)

    return _HEADING_OR_MARK.sub(replaced, content)
