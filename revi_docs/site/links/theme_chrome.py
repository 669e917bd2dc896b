"""Whether a link stands in a page's own content or in the frame that the theme puts around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CONTENT_TAGS = frozenset(("article", "main"))
_CHROME_TAGS = frozenset(("head", "nav", "header", "footer", "aside"))


def is_theme_chrome(html: bytes, target: str) -> bool:
    """True when every element with this address or id is nearer to navigation or head than to content."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    nodes = tree.css("[href],[src],[srcset],[poster],[data],[id],link,script")
    matching_nodes = [
        node for node in nodes if any(_has_value(value, target) for value in node.attributes.values())
    ]
    has_content = tree.css_first("article,main") is not None
    return bool(matching_nodes) and all(_is_in_chrome(node, has_content) for node in matching_nodes)


def _has_value(value: str | None, target: str) -> bool:
    value = (value or "").strip()
    return value == target or (bool(target) and target in value.replace(",", " ").split())


def _is_in_chrome(node: LexborNode, has_content: bool) -> bool:
    """What stands in neither is the frame's wherever the page marks its content."""
    ancestor: LexborNode | None = node
    while ancestor is not None:
        if ancestor.tag in _CONTENT_TAGS:
            return False
        if ancestor.tag in _CHROME_TAGS:
            return True
        ancestor = ancestor.parent
    return has_content
