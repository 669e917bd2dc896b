"""Region markers in the Markdown of a page: for Python-Markdown, a comment before a table is part of its paragraph."""

from __future__ import annotations

import re

from revi_docs.files.markdown.regions import find_regions

_KEYWORD = "revi:begin"
_CONTAINER_PREFIX = re.compile(r"[ \t>]*")
_END_MARKER = "-->"


def without_block_markers(markdown: str) -> str:
    """The Markdown without the markers that have a line of their own; a blank line separates what they separated.

    Otherwise Python-Markdown would not recognize a table, list or paragraph between markers in a list item, an
    admonition or a quotation. A second blank line is never added, because it would end a footnote. Markers inside a
    line stay.
    """
    if _KEYWORD not in markdown:
        return markdown
    regions, _ = find_regions("page.md", markdown)
    # From the end, so that the offsets of earlier regions remain valid.
    for region in reversed(regions):
        if not region.is_inline:
            end = markdown.index(_END_MARKER, region.content_end) + len(_END_MARKER)
            markdown = _without_marker(markdown, region.content_end, end, neighbor=1)
            markdown = _without_marker(markdown, region.marker_start, region.content_start, neighbor=-1)
    return markdown


def _without_marker(markdown: str, start: int, end: int, *, neighbor: int) -> str:
    """The Markdown without a marker; the line before it (`neighbor` -1), or after it (1), is then blank."""
    line_start = markdown.rfind("\n", 0, start) + 1
    line_end = markdown.find("\n", end) + 1 or len(markdown)
    prefix = markdown[line_start:start]
    if not _CONTAINER_PREFIX.fullmatch(prefix):  # such as the marker of a list item
        return markdown[:start] + markdown[end:]
    before, after = markdown[:line_start], markdown[line_end:]
    neighbor_line = before.removesuffix("\n").rpartition("\n")[2] if neighbor < 0 else after.partition("\n")[0]
    is_blank = _CONTAINER_PREFIX.fullmatch(neighbor_line.rstrip()) is not None
    return before + ("" if is_blank else f"{prefix.rstrip()}\n") + after
