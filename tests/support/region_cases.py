"""A text with its regions filled."""

from __future__ import annotations

from revi_docs.files.markdown.regions import find_regions


def filled(path: str, text: str, rendered: str) -> str:
    """The text with every region holding what was rendered."""
    regions, problems = find_regions(path, text)
    assert problems == ()
    for region in reversed(regions):
        text = (
            text[: region.marker_start] + region.marker + region.format_content(rendered) + text[region.content_end :]
        )
    return text
