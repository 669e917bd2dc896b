"""Links from code spans that name an item, such as `in-elaboration`, to its definition."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from revi_docs.site.definitions import Definition

# 80 is arbitrary: longer than any item name.
# The order matters: a heading or an element to skip hides the code spans inside it.
_ELEMENT_OR_CODE_SPAN = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^<>]*)>"
    r"|<(?P<tag>a|pre|svg|summary|button|label)\b"
    r"|<code>(?P<code>[^<\n]{1,80})</code>"
)

_ID = re.compile(r"\bid=\"([^\"]*)\"")

DefinitionHref = Callable[[Definition], str]
"""From a definition to its URL relative to the page."""


def link_code_spans(content: str, page: str, names: Mapping[str, Definition], href_of: DefinitionHref) -> str:
    """Return the HTML of a page with links around the code spans that name an item.

    The whole span must be the name. Spans in links, headings, code blocks and images are skipped, and
    no span links to its own page or section. `page` is the source path below the docs folder.
    """
    section = ""
    pieces: list[str] = []
    end_of_element = position = 0
    unclosed: set[str] = set()
    for match in _ELEMENT_OR_CODE_SPAN.finditer(content):
        if match.start() < end_of_element:
            continue
        if match["code"] is None:
            closing_tag = f"</h{match['level']}>" if match["level"] else f"</{match['tag']}>"
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
        if definition is not None and (definition.page != page or definition.anchor not in {"", section}):
            link = f'<a class="revi-item" href="{html.escape(href_of(definition))}">{match[0]}</a>'
            pieces += [content[position : match.start()], link]
            position = match.end()
    return "".join((*pieces, content[position:]))
