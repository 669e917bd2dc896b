"""Diagrams in pages: a `dot` code block becomes an SVG with the colors of the theme and links to pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from revi_docs.site.graphviz import draw

MIN_SCALE = 0.8
"""The smallest scale of a wide diagram before its frame scrolls. Arbitrary: labels stay readable."""

# Graphviz writes the size in points; the page sets its own from the view box.
_SVG_START = re.compile(r"<svg width=\"[^\"]*\"\s+height=\"[^\"]*\"\s+viewBox=\"(?P<box>[^\"]*)\"[^<>]*>")
_SVG_END = "</svg>"
_COMMENT = re.compile(r"<!--(?:-?>\n?|.*?(?:-->\n?|\Z))", re.DOTALL)
# Graphviz numbers elements from 1 in every diagram; such ids would repeat on a page.
_GRAPHVIZ_ID = re.compile(r" id=\"(?:a_[^\"]*|(?:graph|node|edge|clust)\d+)\"")
# Two drawings on one page would have the same ids, and a link would lead to the wrong one.
_ID = re.compile(r"(?<= id=\")[^\"]+(?=\")")
_GRAPH_TITLE = re.compile(r"(<g class=\"graph\"[^>]*>)\s*<title>[^<]*</title>")
# Graphviz names an edge after its ends: with `->` if it is directed, else with `--`.
_ARROW = re.compile(r"->|--")
_TITLE = re.compile(
    r"<title>(?P<name>[^<]*)</title>"
    r"(?:\s*(?P<link><g><a)(?: xlink:href=\"(?P<href>[^\"]*)\")?(?: xlink:title=\"(?P<tip>[^\"]*)\")?[^>]*>)?"
)
# Black becomes the text color, so that the diagram follows the theme.
_SVG_REPLACEMENTS = (
    ("&#45;", "-"),
    (' fill="black"', ' fill="currentColor"'),
    (' stroke="black"', ' stroke="currentColor"'),
    (' xml:space="preserve"', ""),
)

HrefResolver = Callable[[str], str | None]
"""From a URL in the source of a diagram to the URL on the page; None if the target does not exist."""


@dataclass(slots=True)
class Diagrams:
    """The diagrams of one page; their ids are unique on the page."""

    resolve_href: HrefResolver
    ids: set[str] = field(default_factory=set)

    def figure(self, source: str) -> tuple[str, tuple[str, ...]]:
        """The HTML of a diagram and the warnings of Graphviz. Raises DiagramError."""
        drawing = draw(source)
        match = _SVG_START.search(drawing.svg)
        content, end, _ = drawing.svg[match.end() if match else 0 :].rpartition(_SVG_END)
        if match is None or not end:
            # Output of an unknown form: an incomplete SVG would break the page.
            return "", drawing.warnings
        # Rounded up, so that nothing is cut off.
        width, height = (round(float(number) + 0.5) for number in match["box"].split()[2:])
        title = html.escape(drawing.title.strip() or "Diagram")
        svg_content = self._clean_svg(content, drawing.labels)
        # With links, a reader can navigate the content; without, it is one image.
        img_attributes = "" if "<a href=" in svg_content else f' role="img" aria-label="{title}"'
        figure = (
            '<figure class="revi-diagram" data-search-exclude>'
            f'<div class="revi-scroll" tabindex="0" role="group" aria-label="{title}">'
            f'<svg viewBox="{match["box"]}" width="{width}" height="{height}" '
            f'style="min-width:{round(width * MIN_SCALE)}px"{img_attributes} '
            f'xmlns="http://www.w3.org/2000/svg">{svg_content}</svg></div></figure>'
        )
        return figure, drawing.warnings

    def _clean_svg(self, svg_content: str, labels: Mapping[str, str]) -> str:
        text = _COMMENT.sub("", svg_content)
        for old, new in _SVG_REPLACEMENTS:
            text = text.replace(old, new)
        text = _GRAPH_TITLE.sub(r"\1", _ID.sub(self._unique_id, _GRAPHVIZ_ID.sub("", text)))
        return _TITLE.sub(lambda match: self._title_and_link(match, labels), text).replace("\n", "")

    def _unique_id(self, match: re.Match[str]) -> str:
        base_id = unique_id = match[0]
        count = 1
        while unique_id in self.ids:
            count += 1
            unique_id = f"{base_id}-{count}"
        self.ids.add(unique_id)
        return unique_id

    def _title_and_link(self, match: re.Match[str], labels: Mapping[str, str]) -> str:
        """The title of a node or edge, with labels instead of internal names, and its link."""
        name = html.unescape(match["name"])
        ends = _ARROW.split(name, maxsplit=1)
        display_text = labels.get(name) or " → ".join(labels.get(end, end) for end in ends)
        tip = html.unescape(match["tip"] or "")
        if tip not in {name, ""}:
            display_text = tip
        title = f"<title>{html.escape(display_text, quote=False)}</title>"
        if not match["link"]:
            return title
        href = self.resolve_href(html.unescape(match["href"])) if match["href"] else None
        return f'{title}<g><a href="{html.escape(href)}">' if href else f"{title}<g><a>"
