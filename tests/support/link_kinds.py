"""The kind of item that the place of a link expects, and the links of a site that lead to an item of another kind.

What a place expects is data of `link_places`, apart from the code that makes the links: the heading of a column, the
label of a line, the word beside the link, the subject of the page, the section of the contract. A name without any of
these must have one kind only, in the site and in the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from revi_docs.contract.model import Contract
from tests.support.link_places import COLUMNS, LABELS, NOUNS, SECTIONS, SUBJECTS, TARGETS

_LABEL = re.compile(r"(?:^|[.;\n]\s*)([A-Z][a-z]+(?: [a-z]+){0,4}):[^:.]*$")
_BLOCKS = frozenset({"td", "th", "p", "li", "dd", "summary", "div", "article"})
_WORD = re.compile(r"[a-z]+")
_ADDRESS_OF_NAME = {"key": str.maketrans(".", "-"), "command": str.maketrans(":", ".")}
_SECTION = re.compile(r"([a-z_]+):")
_LINE = re.compile(r"(?P<file>[^:]+):(?P<line>[0-9]+)")
_SENTENCE_END = re.compile(r"[.:;,]")


@dataclass(frozen=True, slots=True)
class ItemLink:
    """A link around a name on a `page` of the site. `href` is its target below the site.

    `heading` is that of its column, "diagram" in one, or the section of the contract that a page shows.
    """

    page: str
    name: str
    href: str
    heading: str
    before: str
    after: str

    @property
    def target(self) -> tuple[str, str] | None:
        """Kind and name of the item to which the link leads, None for any other target."""
        matches = ((kind, re.fullmatch(pattern, self.href)) for pattern, kind in TARGETS.items())
        return next(((kind, match["name"]) for kind, match in matches if match), None)

    def expected_kinds(self) -> set[str]:
        """The kinds that the place names, empty if it has no word about the kind."""
        if self.heading in COLUMNS:
            return COLUMNS[self.heading]
        label = _LABEL.search(self.before)
        if label and label[1] in LABELS:
            return LABELS[label[1]]
        before = _WORD.findall(_SENTENCE_END.split(self.before.lower())[-1])
        after = _WORD.findall(_SENTENCE_END.split(self.after.lower())[0])
        return {
            kind
            for kind in TARGETS.values()
            for noun in map(str.split, NOUNS.get(kind, (kind,)))
            if noun in (before[-len(noun) :], after[: len(noun)])
        }

    def possible_kinds(self, kinds: set[str]) -> set[str]:
        """The kinds that the name can have in a place without a word about the kind."""
        if self.name.startswith("/"):
            return {"command"}
        subjects = {kind for page, kind in SUBJECTS.items() if self.page.startswith(page)}
        # A status is in a column of the board, often of the same name: only a word about the board means the column.
        return kinds & subjects or kinds - {"stage"} or kinds


def item_links(site: Path) -> list[ItemLink]:
    """Every link of a site that was made automatically, or leads to an item."""
    pages = sorted(site.rglob("index.html"))
    return [
        link
        for page in pages
        for link in page_links(page.parent.relative_to(site).as_posix(), page.read_text(encoding="utf-8"))
    ]


def page_links(page: str, content: str) -> Iterator[ItemLink]:
    """The links of one page; `page` is its folder below the site."""
    tree = LexborHTMLParser(content)
    section = ""
    for line in tree.css("pre.revi-listing span[id]"):
        section_match = _SECTION.match(line.text())
        section = section_match[1] if section_match else section
        for key in line.css("a[href]"):
            yield ItemLink(page, key.text(), _target(page, key), section, "", "")
    for node in tree.css("article svg a[href]"):
        yield ItemLink(page, node.text().strip(), _target(page, node), "diagram", "", "")
    for code in tree.css("article a[href] > code:only-child"):
        link: Any = code.parent
        name = code.text()
        if name == link.text().strip() and ":" not in (link.attributes["href"] or "").partition("#")[0]:
            item_link = ItemLink(page, name, _target(page, link), *_place(link))
            if "revi-item" in (link.attributes.get("class") or "") or item_link.target or _LINE.fullmatch(name):
                yield item_link


def _target(page: str, link: Any) -> str:
    path, _, anchor = (link.attributes["href"] or "").partition("#")
    slash = "/" if path.endswith("/") or not path else ""
    return (normpath(join(page, path)) + slash + (f"#{anchor}" if anchor else "")).removeprefix("./")


def kinds_of_names(contract: Contract, links: list[ItemLink]) -> dict[str, set[str]]:
    """Name → what it means: the items of the site, and what the contract calls so without an item."""
    names = [(link.target[1], link.target[0]) for link in links if link.target]
    names += [(move.event, "event of a transition") for move in contract.transitions if move.event]
    names += [(value, "verdict") for verdicts in contract.verdicts.values() for value in verdicts.values]
    names += [(status, "worker status") for status in (contract.workers.statuses if contract.workers else ())]
    kinds: dict[str, set[str]] = {}
    for name, kind in names:
        kinds.setdefault(name, set()).add(kind)
    return kinds


def names_by_alias(contract: Contract) -> dict[str, str]:
    """Former name of an item → its name."""
    items = {**contract.statuses, **contract.commands, **(contract.trace.events if contract.trace else {})}
    return {alias: name for name, item in items.items() for alias in item.aliases}


@dataclass(frozen=True)
class LinkOracle:
    """What each name of a site means."""

    kinds: Mapping[str, set[str]]
    aliases: Mapping[str, str]

    @classmethod
    def of(cls, links: list[ItemLink], contract: Contract) -> LinkOracle:
        """The oracle for a site with these links."""
        return cls(kinds_of_names(contract, links), names_by_alias(contract))

    def is_right(self, link: ItemLink) -> bool:
        """Whether a link leads to what its name and its place mean."""
        kind, target = link.target or ("", "")
        name = link.name.removeprefix("/").translate(_ADDRESS_OF_NAME.get(kind, {}))
        if link.heading in SECTIONS:
            # A key that the model does not have, such as that of a field, leads to the closest key around it.
            is_item = (kind, target) == (SECTIONS[link.heading], name)
            return is_item or (kind == "key" and target.split("-")[0] == link.heading)
        if link.heading == "diagram":
            story = re.fullmatch(r"stories/([^/]+)/", link.href)
            return link.name.startswith(story[1]) if story else (kind, target) == ("status", link.name)
        if line := _LINE.fullmatch(link.name):
            return link.href == f"reference/{line['file']}/#L{line['line']}"
        if link.name.endswith(
            ".md"
        ):  # a file of the repository that is a page of the site, below the folder of the pages
            page = link.name.partition("/")[2].removesuffix("index.md").removesuffix(".md")
            return link.href in {page, f"{page}/"}
        expected = link.expected_kinds()
        # A former name of a status can be the name of a phase.
        meanings = {kind for each in {name, self.aliases.get(name, name)} for kind in self.kinds.get(each, ())}
        possible = link.possible_kinds(meanings)
        return target in {name, self.aliases.get(name)} and (kind in expected if expected else possible == {kind})


def wrong_links(site: Path, contract: Contract) -> list[str]:
    """The links of a site that lead to another item or kind of item than their name and place mean."""
    links = item_links(site)
    oracle = LinkOracle.of(links, contract)
    return [
        f"{link.page}: `{link.name}` ({link.heading or f'{link.before[-30:]}…{link.after[:30]}'}) leads to {link.href}"
        for link in links
        if not oracle.is_right(link)
    ]


def _place(link: Any) -> tuple[str, str, str]:
    """The heading of the column of a link, and the text of its block before and after it, without names in code."""
    block = link.parent
    while block.tag not in _BLOCKS:
        block = block.parent
    texts, position = ["", ""], 0
    for node in block.traverse(include_text=True):
        position = 1 if node.mem_id == link.mem_id else position
        if node.tag == "-text" and node.parent.tag != "code":
            texts[position] += node.text(deep=False)
    return _heading(block), texts[0], texts[1]


def _heading(block: Any) -> str:
    if block.tag != "td":
        return ""
    cells = [cell.mem_id for cell in block.parent.iter()]
    headings = [cell.text().strip() for cell in block.parent.parent.parent.css("thead th")]
    position = cells.index(block.mem_id)
    return headings[position] if position < len(headings) else ""
