"""The marks that templates and diagrams leave in a page: replaced in its HTML, below the right heading."""

from __future__ import annotations

import re
from collections.abc import Callable

from revi_docs.site.definitions import PLACEHOLDER

_HEADING_OR_PLACEHOLDER = re.compile(
    rf"<h(?P<level>[1-6])\b[^>]*?\bid=\"(?P<id>[^\"]*)\"|{PLACEHOLDER.pattern}"
)

Replace = Callable[[str, str, str], str]
"""From a mark's kind, its text and the anchor of the heading above it to the HTML in its place."""


def replace_placeholders(content: str, replace: Replace) -> str:
    """The HTML with every mark replaced. The anchor is empty below the page's own heading and before any."""
    anchor = ""

    def replace_match(match: re.Match[str]) -> str:
        nonlocal anchor
        if match["level"]:
            anchor = "" if match["level"] == "1" else match["id"]
            return match[0]
        return replace(match["kind"], match["what"], anchor)

    return _HEADING_OR_PLACEHOLDER.sub(replace_match, content)
