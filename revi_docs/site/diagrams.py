"""Diagrams in pages: a fence of the word `dot` becomes an SVG that follows the theme and links to pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from revi_docs.site.graphviz import Drawing, draw

LEAST_SCALE = 0.8
"""How far a wide diagram may shrink before its frame scrolls instead."""

_SVG = re.compile(
    r"<svg width=\"[^\"]*\"\s+height=\"[^\"]*\"\s+viewBox=\"(?P<box>[^\"]*)\"[^>]*>(?P<inside>.*)</svg>",
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_OWN_ID = re.compile(r" id=\"(?:a_[^\"]*|(?:graph|node|edge|clust)\d+)\"")
_ID = re.compile(r"(?<= id=\")[^\"]+(?=\")")
_GRAPH_TITLE = re.compile(r"(<g class=\"graph\"[^>]*>)\s*<title>[^<]*</title>")
_ARROW = re.compile(r"->|--")
_TITLE = re.compile(
    r"<title>(?P<name>[^<]*)</title>"
    r"(?:\s*(?P<link><g><a)(?: xlink:href=\"(?P<href>[^\"]*)\")?(?: xlink:title=\"(?P<tip>[^\"]*)\")?[^>]*>)?"
)
_PLAIN = (
    ("&#45;", "-"),
    (' fill="black"', ' fill="currentColor"'),
    (' stroke="black"', ' stroke="currentColor"'),
    (' xml:space="preserve"', ""),
)

Address = Callable[[str], str | None]
"""From an address in a diagram's source to the one on the page; None where it leads nowhere."""


@dataclass(slots=True)
class Diagrams:
    """The diagrams of one page; ids stay unique among them."""

    address: Address
    ids: set[str] = field(default_factory=set)

    def figure(self, source: str) -> tuple[str, tuple[str, ...]]:
        """The HTML of a diagram, and what Graphviz complained about. Raises DiagramError."""
        drawing = draw(source)
        return self._framed(drawing), drawing.complaints

    def _framed(self, drawing: Drawing) -> str:
        match = _SVG.search(drawing.svg)
        if match is None:  # Graphviz wrote something that is no SVG: show nothing rather than a torso
            return ""
        width, height = (round(float(number) + 0.5) for number in match["box"].split()[2:])
        title = html.escape(drawing.title.strip() or "Diagram")
        inside = self._cleaned(match["inside"], drawing.labels)
        as_picture = "" if "<a href=" in inside else f' role="img" aria-label="{title}"'
        return (
            '<figure class="revi-diagram">'
            f'<div class="revi-scroll" tabindex="0" role="group" aria-label="{title}">'
            f'<svg viewBox="{match["box"]}" width="{width}" height="{height}" '
            f'style="min-width:{round(width * LEAST_SCALE)}px"{as_picture} '
            f'xmlns="http://www.w3.org/2000/svg">{inside}</svg></div></figure>'
        )

    def _cleaned(self, inside: str, labels: Mapping[str, str]) -> str:
        text = _COMMENT.sub("", inside)
        for written, wanted in _PLAIN:
            text = text.replace(written, wanted)
        text = _GRAPH_TITLE.sub(r"\1", _ID.sub(self._unique, _OWN_ID.sub("", text)))
        return _TITLE.sub(lambda match: self._titled(match, labels), text).replace("\n", "")

    def _unique(self, match: re.Match[str]) -> str:
        wanted = name = match[0]
        count = 1
        while name in self.ids:
            count += 1
            name = f"{wanted}-{count}"
        self.ids.add(name)
        return name

    def _titled(self, match: re.Match[str], labels: Mapping[str, str]) -> str:
        """The title of a node or edge in words that the picture shows, and its link with the address."""
        name = html.unescape(match["name"])
        shown = labels.get(name) or " → ".join(labels.get(end, end) for end in _ARROW.split(name, maxsplit=1))
        tip = html.unescape(match["tip"] or "")
        title = f"<title>{html.escape(tip if tip not in {name, shown, ''} else shown, quote=False)}</title>"
        if not match["link"]:
            return title
        href = self.address(html.unescape(match["href"])) if match["href"] else None
        return f'{title}<g><a href="{html.escape(href)}">' if href else f"{title}<g><a>"
