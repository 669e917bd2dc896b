"""Links from code spans that name an item, such as `in-elaboration`, to its definition.

A name that is a plain word, such as `blocked` or `ERROR`, can mean anything, and so can one that the contract uses for
several things. It is linked only if its place says what kind of item it is: the heading of the table column, or the
words in the same paragraph, cell or list item.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.site.definitions import Definition, ItemName

# 80 is arbitrary: longer than any item name.
# The order matters: a heading or an element to skip hides the code spans inside it.
_ELEMENT_OR_CODE_SPAN = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^<>]*)>"
    r"|<(?P<tag>a|pre|svg|summary|button|label)\b"
    r"|<(?P<block>table|tr|t[dh]|p|li|dd)\b"
    r"|<code>(?P<code>[^<\n]{1,80})</code>"
)

_ID = re.compile(r"\bid=\"([^\"]*)\"")

_OTHER_NOUNS = {
    "statuses": ("story", "stories"),
    "stages": ("column", "columns"),
    "rules": ("code", "codes", "finding"),
}
"""Kind → further words for its items in the texts of the site."""

_TABLE_HEADING = re.compile(r"<th\b[^<>]*>(.*?)</th>", re.DOTALL)
# The text around a name ends with its block: a word of the next paragraph says nothing about it.
_END_OF_BLOCK = re.compile(r"</?(?:p|li|td|th|dd|ul|ol|div|table)\b")
# Code is removed with its content, because the name itself is not a word about the name.
_TAG_OR_CODE = re.compile(r"<code>[^<]*</code>|<[^<>]*>")
_WORD = re.compile(r"[a-z]+")

DefinitionHref = Callable[[Definition], str]
"""From a definition to its URL relative to the page."""


def link_code_spans(content: str, page: str, names: Mapping[str, ItemName], href_of: DefinitionHref) -> str:
    """Return the HTML of a page with links around the code spans that name an item.

    The whole span must be the name. Spans in links, headings, code blocks and images are skipped, and
    no span links to its own page or section. `page` is the source path below the docs folder.
    """
    section, place = "", _Place(content)
    pieces: list[str] = []
    end_of_element = position = 0
    unclosed: set[str] = set()
    for match in _ELEMENT_OR_CODE_SPAN.finditer(content):
        if match.start() < end_of_element:
            continue
        if match["block"]:
            place.enter(match["block"], match.end())
            continue
        if match["code"] is None:
            closing_tag = f"</h{match['level']}>" if match["level"] else f"</{match['tag']}>"
            # A closing tag that was not found once is not searched again, which would take quadratic time.
            end = -1 if closing_tag in unclosed else content.find(closing_tag, match.end())
            if end < 0:
                unclosed.add(closing_tag)
                continue
            end_of_element = end + len(closing_tag)
            if match["level"]:
                id_match = _ID.search(match["attributes"])
                section = "" if match["level"] == "1" or id_match is None else id_match[1]
            continue
        item_name = names.get(html.unescape(match["code"]))
        definition = place.meant_item(item_name, match) if item_name else None
        if definition is not None and (definition.page != page or definition.anchor not in {"", section}):
            link = f'<a class="revi-item" href="{html.escape(href_of(definition))}">{match[0]}</a>'
            pieces += [content[position : match.start()], link]
            position = match.end()
    return "".join((*pieces, content[position:]))


class _Place:
    """The block around a code span: the text of its paragraph, cell or list item, and the heading of its column."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._headings: list[str] = []
        self._column = -1
        self._block = (0, 0)

    def enter(self, tag: str, start: int) -> None:
        """Enter the element whose start tag ends at `start`."""
        if tag == "table":
            end = self._content.find("</thead>", start)
            self._headings = _TABLE_HEADING.findall(self._content, start, end) if end >= 0 else []
        elif tag == "tr":
            self._column = -1
        else:
            self._column = self._column + 1 if tag in {"td", "th"} else -1
            end_of_block = _END_OF_BLOCK.search(self._content, start)
            self._block = start, end_of_block.start() if end_of_block else len(self._content)

    def meant_item(self, item_name: ItemName, span: re.Match[str]) -> Definition | None:
        """The item that a code span with the name means, None if the place does not say it.

        A former name never means an item if it needs the kind. Between items of one name, only the heading of the
        column or the word beside the name decides: another word of the text can be about something else.
        """
        if not item_name.needs_kind:
            return item_name.definitions[0]
        items = [item for item in item_name.definitions if item.name == html.unescape(span["code"])]
        if len(items) == 1:
            return items[0] if self._is_about(items[0].kind) else None
        matches = [item for item in items if self._names_kind_beside(item.kind, span)]
        return matches[0] if len(matches) == 1 else None

    @property
    def _heading(self) -> str:
        return self._headings[self._column] if 0 <= self._column < len(self._headings) else ""

    def _is_about(self, kind: str) -> bool:
        words = set(_words(f"{self._heading} {self._content[slice(*self._block)]}"))
        return any(words.issuperset(noun.split()) for noun in kind_nouns(kind))

    def _names_kind_beside(self, kind: str, span: re.Match[str]) -> bool:
        start, end = self._block
        before, after = _words(self._content[start : span.start()]), _words(self._content[span.end() : end])
        nouns = [noun.split() for noun in kind_nouns(kind)]
        is_before = any(noun == words[-len(noun) :] for noun in nouns for words in (_words(self._heading), before))
        # After a name, a plural can be a verb: `qa_gate` records the verdict.
        return is_before or nouns[0] == after[: len(nouns[0])]


def _words(content: str) -> list[str]:
    return _WORD.findall(_TAG_OR_CODE.sub(" ", content).lower())


def kind_nouns(kind: str) -> tuple[str, ...]:
    """The words for an item of a kind in a text: `statuses` → `status`, `statuses`, `story`, `stories`."""
    section = kind.rpartition(".")[2].replace("_", " ")
    singular = SINGULAR_BY_SECTION.get(kind, section.removesuffix("s")).replace("_", " ")
    return singular, section, *_OTHER_NOUNS.get(kind, ())
