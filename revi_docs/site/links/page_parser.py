"""The HTML parser of the link check: the links, anchors and unresolved references of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from revi_docs.site.links.formulas import without_formulas

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


class LinkUse(Enum):
    """The use of a link; it selects the code of a missing target."""

    PAGE = "page"
    IMAGE = "image"
    STYLE = "style"
    SCRIPT = "script"
    FILE = "file"
    OWN_URL = "own URL"
    BASE = "base"


_MEDIA_ATTRIBUTES = {"src": LinkUse.IMAGE, "srcset": LinkUse.IMAGE}
LINK_ATTRIBUTES: Mapping[str, Mapping[str, LinkUse]] = {
    "a": {"href": LinkUse.PAGE, "xlink:href": LinkUse.PAGE},
    "area": {"href": LinkUse.PAGE},
    "base": {"href": LinkUse.BASE},
    "iframe": {"src": LinkUse.PAGE},
    "script": {"src": LinkUse.SCRIPT},
    "img": _MEDIA_ATTRIBUTES,
    "source": _MEDIA_ATTRIBUTES,
    "video": {"src": LinkUse.IMAGE, "poster": LinkUse.IMAGE},
    "audio": {"src": LinkUse.IMAGE},
    "input": {"src": LinkUse.IMAGE},
    "image": {"href": LinkUse.IMAGE, "xlink:href": LinkUse.IMAGE},
    "use": {"href": LinkUse.FILE, "xlink:href": LinkUse.FILE},
    "track": {"src": LinkUse.FILE},
    "embed": {"src": LinkUse.FILE},
    "object": {"data": LinkUse.FILE},
}
# In order of precedence: a `rel` may have several words. None: not a link to check.
_RELATIONS = (
    ("preconnect", None),
    ("dns-prefetch", None),
    ("canonical", LinkUse.OWN_URL),
    ("stylesheet", LinkUse.STYLE),
    ("icon", LinkUse.IMAGE),
    ("apple-touch-icon", LinkUse.IMAGE),
    ("next", LinkUse.PAGE),
    ("prev", LinkUse.PAGE),
)
# `:is` finds each element once; a list of selectors finds it once for each selector that it matches.
_LINK_SELECTOR = (
    ":is([href],[src],[srcset],[id],a[name],video[poster],object[data],meta[http-equiv],"
    r"use[xlink\:href],image[xlink\:href],a[xlink\:href])"
)
# Browsers accept a comma, no quotes and any case. Source: the HTML standard, shared declarative refresh steps.
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)
# Possessive: a long list of addresses takes linear time.
_SRCSET_ADDRESS = re.compile(r"[\s,]*+(\S++)")
_BRACKETS = re.compile(r"(?:\[([^\[\]]*))?\]\[([^\[\]]*)\]")
# Text in these is shown as it is written, so brackets in it are not links.
_NON_PROSE_TAGS = frozenset(("code", "pre", "script", "style", "textarea", "kbd", "samp", "template", "math"))
_FORMULA_CLASSES = frozenset(("arithmatex", "katex", "math", "MathJax", "MathJax_Preview"))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What the link check needs from a page.

    `path` is relative to the site. `duplicate_ids` leaves out those that a page repeats because it lists
    several articles. `links` are all URLs as written with their uses, in order;
    `reference_names` the names that are rendered as `][name]` in prose; `base` the URL in `<base>`
    or "".
    """

    path: str
    links: tuple[tuple[str, LinkUse], ...]
    anchors: frozenset[str]
    duplicate_ids: tuple[str, ...]
    reference_names: frozenset[str]
    base: str


def parse_page(path: str, data: bytes) -> ParsedPage:
    """Parse a page (UTF-8; invalid bytes are replaced)."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    tree = LexborHTMLParser(data, options=LexborDocumentOptions.WO_EVENTS)
    links: list[tuple[str, LinkUse]] = []
    ids: dict[str, list[LexborNode]] = {}
    names: list[str] = []
    for node in tree.css(_LINK_SELECTOR):
        tag, attributes = node.tag or "", node.attributes
        if element_id := attributes.get("id"):
            ids.setdefault(element_id, []).append(node)
        if tag == "a" and (name := attributes.get("name")):
            names.append(name)
        # The most common element first: it needs no table lookup.
        if tag == "a" and (url := attributes.get("href")):
            links.append((url, LinkUse.PAGE))
        else:
            links += _links_of(tag, attributes)
    base = next((url for url, use in links if use is LinkUse.BASE), "")
    duplicate_ids = sorted(name for name, nodes in ids.items() if len(nodes) > 1 and not _is_listing(nodes))
    reference_names = _reference_names(tree.root) if b"][" in data and tree.root else ()
    page_links = tuple(link for link in links if link[1] is not LinkUse.BASE)
    return ParsedPage(
        path, page_links, frozenset((*ids, *names)), tuple(duplicate_ids), frozenset(reference_names), base
    )


def _is_listing(nodes: list[LexborNode]) -> bool:
    """Whether each element is in an `article` of its own, as on a page that lists the starts of blog posts."""
    articles = [article.mem_id for node in nodes if (article := _nearest_article(node))]
    return len(articles) == len(nodes) == len(set(articles))


def _nearest_article(node: LexborNode) -> LexborNode | None:
    ancestor: LexborNode | None = node
    while ancestor is not None and ancestor.tag != "article":
        ancestor = ancestor.parent
    return ancestor


def _links_of(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, LinkUse]]:
    if tag == "link" and "href" in attributes:
        use = _use_of_relation(attributes.get("rel") or "")
        if use:
            yield attributes["href"] or "", use
    elif tag == "meta":
        refresh = _REFRESH.match(attributes.get("content") or "")
        if refresh and (attributes.get("http-equiv") or "").lower() == "refresh":
            yield refresh["url"], LinkUse.PAGE
    for attribute, use in LINK_ATTRIBUTES.get(tag, {}).items():
        if attribute in attributes:
            value = attributes[attribute] or ""
            if attribute == "srcset":
                yield from ((url, use) for url in _srcset_urls(value))
            else:
                yield value, use


def _srcset_urls(value: str) -> Iterator[str]:
    """The URLs of a `srcset`, which are separated by commas and may each have a size."""
    match = _SRCSET_ADDRESS.match(value)
    while match:
        url = match[1].rstrip(",")
        yield url
        # A comma that follows the URL at once ends it, too.
        comma = match.end() - 1 if url != match[1] else value.find(",", match.end())
        match = _SRCSET_ADDRESS.match(value, comma) if comma >= 0 else None


def _use_of_relation(relation: str) -> LinkUse | None:
    words = relation.lower().split()
    return next((use for word, use in _RELATIONS if word in words), LinkUse.FILE)


def _reference_names(root: LexborNode) -> Iterator[str]:
    """The normalized names of `[text][name]` and `[name][]` that are rendered as text outside code."""
    for node in root.traverse(include_text=True):
        text = node.text_content if node.is_text_node else None
        if text and "][" in text and not _is_in_code_or_formula(node):
            for match in _BRACKETS.finditer(without_formulas(text)):
                yield normalize_label(match[2] or match[1] or "")


def _is_in_code_or_formula(node: LexborNode) -> bool:
    ancestor = node.parent
    while ancestor is not None:
        classes = (ancestor.attributes.get("class") or "").split()
        if ancestor.tag in _NON_PROSE_TAGS or not _FORMULA_CLASSES.isdisjoint(classes):
            return True
        ancestor = ancestor.parent
    return False


def normalize_label(name: str) -> str:
    """A reference name as Markdown compares it: lower case, one space between words."""
    return " ".join(name.split()).lower()
