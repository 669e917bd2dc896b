"""Code spans that name an item, such as `in-elaboration`, become links to its definition."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from revi_docs.site.definitions import Definition

_LEFT_ALONE_OR_SPAN = re.compile(
    r"<h(?P<level>[1-6])\b(?P<attributes>[^>]*)>.*?</h(?P=level)>"
    r"|<(?P<tag>a|pre|svg|summary|button|label)\b.*?</(?P=tag)>"
    r"|<code>(?P<code>[^<\n]{1,80})</code>",
    re.DOTALL,
)

_ID = re.compile(r"\bid=\"([^\"]*)\"")

Address = Callable[[Definition], str]
"""From a definition to its address as seen from the page."""


def link_code(content: str, page: str, names: Mapping[str, Definition], address: Address) -> str:
    """The HTML of a page with links around the code spans that name an item.

    Only whole spans count, outside of links, headings, code blocks and pictures; and none links to
    the page or section that it stands in. `page` is the page's source path below the docs folder.
    """
    section = ""

    def replaced(match: re.Match[str]) -> str:
        nonlocal section
        if match["level"]:
            found = _ID.search(match["attributes"])
            section = "" if match["level"] == "1" or found is None else found[1]
            return match[0]
        if match["code"] is None:
            return match[0]
        meant = names.get(html.unescape(match["code"]))
        if meant is None or (meant.page == page and meant.anchor in {"", section}):
            return match[0]
        return f'<a class="revi-item" href="{html.escape(address(meant))}">{match[0]}</a>'

    return _LEFT_ALONE_OR_SPAN.sub(replaced, content)
