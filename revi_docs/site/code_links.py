"""Links from code spans that name an item, such as `in-elaboration`, to its definition."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from revi_docs.site.definitions import Definition

# 80 is arbitrary: longer than any item name.
# The order matters: a heading or an element to skip hides the code spans inside it.
_SKIPPED_OR_CODE_SPAN = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^>]*)>.*?</h(?P=level)>"
    r"|<(?P<tag>a|pre|svg|summary|button|label)\b.*?</(?P=tag)>"
    r"|<code>(?P<code>[^<\n]{1,80})</code>",
    re.DOTALL,
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

    def replace_match(match: re.Match[str]) -> str:
        nonlocal section
        if match["level"]:
            id_match = _ID.search(match["attributes"])
            section = "" if match["level"] == "1" or id_match is None else id_match[1]
            return match[0]
        if match["code"] is None:
            return match[0]
        definition = names.get(html.unescape(match["code"]))
        if definition is None or (definition.page == page and definition.anchor in {"", section}):
            return match[0]
        return f'<a class="revi-item" href="{html.escape(href_of(definition))}">{match[0]}</a>'

    return _SKIPPED_OR_CODE_SPAN.sub(replace_match, content)
