"""Warnings of MkDocs about anchors that the built page has, such as those of content tabs.

MkDocs compares a link with the table of contents and the ids in the Markdown. What an extension or a
plugin adds later is only in the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from revi_docs.problems.problem import Problem
from revi_docs.site.links.page_parser import parse_page

# The forms of the messages are those of MkDocs 1.6.
_OWN_ANCHOR = re.compile(r"contains a link '[^'\n]*#(?P<anchor>[^'\n]+)', but there is no such anchor on this page")
# The text of a warning of MkDocs 1.6, which has no code.
_OTHER_ANCHOR = re.compile(r"but the doc '(?P<page>[^'\n]+)' does not contain an anchor '#(?P<anchor>[^'\n]+)'")


def without_existing_anchors(
    problems: Iterable[Problem], site: Path, sources: Mapping[str, str], docs: str
) -> tuple[Problem, ...]:
    """The problems without those about an anchor that the page of the site `site` has.

    `sources` is a page's path in the site → its source relative to the repository; `docs` is the folder
    of the pages relative to the repository.
    """
    pages = {source: page for page, source in sources.items()}
    anchors: dict[str, frozenset[str]] = {}

    def exists(source: str, anchor: str) -> bool:
        page = pages.get(source)
        if page is None or not (site / page).is_file():
            return False
        if page not in anchors:
            anchors[page] = parse_page(page, (site / page).read_bytes()).anchors
        return anchor in anchors[page] or unquote(anchor) in anchors[page]

    return tuple(
        problem for problem in problems if not any(exists(*target) for target in _anchor_targets(problem, docs))
    )


def _anchor_targets(problem: Problem, docs: str) -> Iterator[tuple[str, str]]:
    """The source and the anchor that a warning says is missing."""
    if problem.code != "site-link":
        return
    if match := _OWN_ANCHOR.search(problem.message):
        yield problem.places[0].file, match["anchor"]
    if match := _OTHER_ANCHOR.search(problem.message):
        yield f"{docs}/{match['page']}", match["anchor"]
