"""Links from code spans that name an item, such as `in-elaboration`, to its definition.

A name that is a plain word, such as `blocked` or `ERROR`, can mean anything. It is linked only if its place says what
kind of item it is: the heading of the table column, or the words in the same paragraph, cell or list item.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from revi_docs.contract.reference_targets import SINGULAR_BY_SECTION
from revi_docs.site.definitions import Definition

# 80 is arbitrary: longer than any item name.
# The order matters: a heading or an element to skip hides the code spans inside it.
_ELEMENT_OR_CODE_SPAN = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^<>]*)>"
    r"|<(?P<tag>a|pre|svg|summary|button|label)\b"
    r"|<(?P<block>table|tr|t[dh]|p|li|dd)\b"
    r"|<code>(?P<code>[^<\n]{1,80})</code>"
)

_ID = re.compile(r"\bid=\"([^\"]*)\"")

PLAIN_WORD = re.compile(r"[a-z]+|[A-Z]+|[A-Z][a-z]+")
"""A name that can be a word of a sentence or a value of anything else."""

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


def link_code_spans(content: str, page: str, names: Mapping[str, Definition], href_of: DefinitionHref) -> str:
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
        definition = names.get(html.unescape(match["code"]))
        is_other_place = definition is not None and (definition.page != page or definition.anchor not in {"", section})
        if definition is not None and is_other_place and place.is_about(definition, html.unescape(match["code"])):
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

    def is_about(self, definition: Definition, name: str) -> bool:
        """Whether a span with a name of the item means it. A former name that is a plain word never does."""
        if not PLAIN_WORD.fullmatch(name):
            return True
        if name != definition.name:
            return False
        heading = self._headings[self._column] if 0 <= self._column < len(self._headings) else ""
        text = _TAG_OR_CODE.sub(" ", f"{heading} {self._content[slice(*self._block)]}")
        words = set(_WORD.findall(text.lower()))
        return any(words.issuperset(noun.split()) for noun in kind_nouns(definition.kind))


def kind_nouns(kind: str) -> tuple[str, ...]:
    """The words for an item of a kind in a text: `statuses` → `status`, `statuses`, `story`, `stories`."""
    section = kind.rpartition(".")[2].replace("_", " ")
    singular = SINGULAR_BY_SECTION.get(kind, section.removesuffix("s")).replace("_", " ")
    return singular, section, *_OTHER_NOUNS.get(kind, ())
