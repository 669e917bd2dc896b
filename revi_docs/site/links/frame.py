"""Whether a link stands in a page's own content or in the frame that the theme puts around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CONTENT = frozenset(("article", "main"))
_FRAME = frozenset(("head", "nav", "header", "footer", "aside"))


def stands_in_frame(html: bytes, written: str) -> bool:
    """True when every element with this address or id is nearer to navigation or head than to content."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    nodes = tree.css("[href],[src],[srcset],[poster],[data],[id],link,script")
    holders = [node for node in nodes if any(_holds(value, written) for value in node.attributes.values())]
    has_content = tree.css_first("article,main") is not None
    return bool(holders) and all(_in_frame(node, has_content) for node in holders)


def _holds(value: str | None, written: str) -> bool:
    value = (value or "").strip()
    return value == written or (bool(written) and written in value.replace(",", " ").split())


def _in_frame(node: LexborNode, has_content: bool) -> bool:
    """What stands in neither is the frame's wherever the page marks its content."""
    around: LexborNode | None = node
    while around is not None:
        if around.tag in _CONTENT:
            return False
        if around.tag in _FRAME:
            return True
        around = around.parent
    return has_content
