"""A Markdown twin of each page, and `llms.txt`: the site for readers that are programs.

The twin of `statuses/in-qa/index.html` is `statuses/in-qa/index.html.md`: the page's address with
`.md` behind its file name, as llmstxt.org proposes. Links between pages become links between twins.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from revi_docs.outputs import escape
from revi_docs.site.definitions import MARK
from revi_docs.site.fences import blocks

SUFFIX = ".md"
LIST = "llms.txt"

_PIECE = re.compile(
    r"(?P<comment><!--.*?-->[ \t]*\n?)"
    r"|(?P<code>(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\bURL=\")(?P<to>[^)\s>\"#]*)(?P<anchor>#[^)\s>\"]*)?",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)[ \t]*\{[^}\n]*\}[ \t]*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|$)")

Built = Callable[[str], str | None]
"""From a source path below the docs folder to the built file's path below the site; None without one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in `llms.txt`: `target` is its twin's path below the site."""

    title: str
    target: str
    description: str = ""


def twin_of(built: str) -> str:
    """The path of the twin of a built page."""
    return built + SUFFIX


@dataclass(frozen=True, slots=True)
class Twins:
    """How the twins of a site are written.

    `defined` says what the marker of a definition becomes; every other comment goes.
    """

    built: Built
    defined: Callable[[str], str]

    def text(self, markdown: str, page: str) -> str:
        """The twin of a page: `markdown` without its front matter, `page` its source path."""
        pieces: list[str] = []
        prose = ""
        for block in blocks(markdown):
            if block.word is None:
                prose += block.text
                continue
            code = self._turned(block.text, page) if block.word == "dot" else block.text
            pieces += [self._prose(prose, page), code]
            prose = ""
        text = "".join((*pieces, self._prose(prose, page)))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _prose(self, text: str, page: str) -> str:
        return _ATTRIBUTES.sub(r"\1", self._turned(text, page))

    def _turned(self, text: str, page: str) -> str:
        """The text without comments, its links to sources turned into links to what is built from them."""
        here = posixpath.dirname(self.built(page) or "") or "."

        def turned(match: re.Match[str]) -> str:
            if match["comment"]:
                mark = MARK.match(match["comment"])
                said = self.defined(mark["what"]) if mark and mark["kind"] == "defined" else ""
                return f"\n{said}\n" if said else ""
            if match["code"] or _ELSEWHERE.match(match["to"]):
                return match[0]
            source = posixpath.normpath(posixpath.join(posixpath.dirname(page), match["to"]))
            target = self.built(source)
            if target is None:
                return match[0]
            target = twin_of(target) if source.endswith(".md") else target
            return match["before"] + posixpath.relpath(target, here) + (match["anchor"] or "")

        return _PIECE.sub(turned, text)


def listing(name: str, description: str, sections: Iterable[tuple[str, Iterable[Entry]]]) -> str:
    """The text of `llms.txt`: a title, what the site is, and a list of links for each section.

    All that is given is plain text and stays so.
    """
    lines = [f"# {escape.markdown(name)}"]
    if description:
        lines += ["", f"> {escape.markdown(description)}"]
    for title, entries in sections:
        lines += ["", f"## {escape.markdown(title)}", "", *map(_listed, entries)]
    return "\n".join(lines) + "\n"


def _listed(entry: Entry) -> str:
    link = f"- [{escape.markdown(entry.title)}]({entry.target})"
    return f"{link}: {escape.markdown(entry.description)}" if entry.description else link
