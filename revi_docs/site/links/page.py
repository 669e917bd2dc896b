"""One page read: the addresses it links to, the anchors it offers, and brackets left over as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


class Use(Enum):
    """What a link is for; it decides how a missing target is called."""

    PAGE = "page"
    IMAGE = "image"
    STYLE = "style"
    SCRIPT = "script"
    FILE = "file"
    OWN_ADDRESS = "own address"
    BASE = "base"


_SOURCES_OF_MEDIA = {"src": Use.IMAGE, "srcset": Use.IMAGE}
LINKS: Mapping[str, Mapping[str, Use]] = {
    "a": {"href": Use.PAGE, "xlink:href": Use.PAGE},
    "area": {"href": Use.PAGE},
    "base": {"href": Use.BASE},
    "iframe": {"src": Use.PAGE},
    "script": {"src": Use.SCRIPT},
    "img": _SOURCES_OF_MEDIA,
    "source": _SOURCES_OF_MEDIA,
    "video": {"src": Use.IMAGE, "poster": Use.IMAGE},
    "audio": {"src": Use.IMAGE},
    "input": {"src": Use.IMAGE},
    "image": {"href": Use.IMAGE, "xlink:href": Use.IMAGE},
    "use": {"href": Use.FILE, "xlink:href": Use.FILE},
    "track": {"src": Use.FILE},
    "embed": {"src": Use.FILE},
    "object": {"data": Use.FILE},
}
_RELATIONS = (
    ("preconnect", None),
    ("dns-prefetch", None),
    ("canonical", Use.OWN_ADDRESS),
    ("stylesheet", Use.STYLE),
    ("icon", Use.IMAGE),
    ("apple-touch-icon", Use.IMAGE),
    ("next", Use.PAGE),
    ("prev", Use.PAGE),
)
_WANTED = (
    "[href],[src],[srcset],[id],a[name],video[poster],object[data],meta[http-equiv],"
    r"use[xlink\:href],image[xlink\:href],a[xlink\:href]"
)
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?(?P<address>[^'\"]+)", re.IGNORECASE)
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]+)?\s*(?:,|$)")
_BRACKETS = re.compile(r"(?:\[([^\[\]]*))?\]\[([^\[\]]*)\]")
_NO_PROSE = frozenset(("code", "pre", "script", "style", "textarea", "kbd", "samp", "template"))


@dataclass(frozen=True, slots=True)
class Page:
    """What the pass keeps of a page, whose path is relative to the site.

    `links` holds every address as written with its use, in the page's order; `base` is the address
    in its `<base>` or ""; `twice` are the ids given more than once; `brackets` the names that stand
    as `][name]` in prose.
    """

    path: str
    links: tuple[tuple[str, Use], ...]
    anchors: frozenset[str]
    twice: tuple[str, ...]
    brackets: frozenset[str]
    base: str


def read_page(path: str, data: bytes) -> Page:
    """Parse a page (UTF-8; other bytes are replaced) and collect what the pass needs."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    tree = LexborHTMLParser(data, options=LexborDocumentOptions.WO_EVENTS)
    links: list[tuple[str, Use]] = []
    ids: list[str] = []
    names: list[str] = []
    for node in tree.css(_WANTED):
        tag, attributes = node.tag or "", node.attributes
        if own := attributes.get("id"):
            ids.append(own)
        if tag == "a" and (name := attributes.get("name")):
            names.append(name)
        if tag == "a" and (address := attributes.get("href")):
            links.append((address, Use.PAGE))
        else:
            links += _links_of(tag, attributes)
    base = next((address for address, use in links if use is Use.BASE), "")
    unique = frozenset(ids)
    twice = tuple(sorted(one for one in unique if ids.count(one) > 1)) if len(unique) < len(ids) else ()
    brackets = frozenset(_brackets_in(tree.root)) if b"][" in data and tree.root else frozenset[str]()
    found = tuple(link for link in links if link[1] is not Use.BASE)
    return Page(path, found, unique.union(names), twice, brackets, base)


def _links_of(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, Use]]:
    if tag == "link" and "href" in attributes:
        use = _use_of_relation(attributes.get("rel") or "")
        if use:
            yield attributes["href"] or "", use
    elif tag == "meta":
        refresh = _REFRESH.match(attributes.get("content") or "")
        if refresh and (attributes.get("http-equiv") or "").lower() == "refresh":
            yield refresh["address"], Use.PAGE
    for attribute, use in LINKS.get(tag, {}).items():
        if attribute in attributes:
            value = attributes[attribute] or ""
            if attribute == "srcset":
                yield from ((address, use) for address in _CANDIDATE.findall(value))
            else:
                yield value, use


def _use_of_relation(relation: str) -> Use | None:
    words = relation.lower().split()
    return next((use for word, use in _RELATIONS if word in words), Use.FILE)


def _brackets_in(root: LexborNode) -> Iterator[str]:
    """The names in `[text][name]`, or the text of `[text][]`, that stand as text outside code."""
    for node in root.traverse(include_text=True):
        text = node.text_content if node.is_text_node else None
        if text and "][" in text and not _within(node, _NO_PROSE):
            for match in _BRACKETS.finditer(text):
                yield plain_name(match[2] or match[1] or "")


def _within(node: LexborNode, tags: frozenset[str]) -> bool:
    around = node.parent
    while around is not None:
        if around.tag in tags:
            return True
        around = around.parent
    return False


def plain_name(name: str) -> str:
    """A reference's name as Markdown compares it: one space between words, small letters."""
    return " ".join(name.split()).lower()
