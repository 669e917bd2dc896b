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
from revi_docs.site.definitions import PLACEHOLDER
from revi_docs.site.fences import split_blocks

COPY_SUFFIX = ".md"
LLMS_TXT = "llms.txt"

_COMMENT_CODE_OR_LINK = re.compile(
    r"(?P<comment><!--.*?-->[ \t]*\n?)"
    r"|(?P<code>(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\bURL=\")(?P<to>[^)\s>\"#]*)(?P<anchor>#[^)\s>\"]*)?",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)[ \t]*\{[^}\n]*\}[ \t]*$", re.MULTILINE)
_NOT_A_RELATIVE_LINK = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|$)")

BuiltPath = Callable[[str], str | None]
"""From a source path below the docs folder to the built file's path below the site; None without one."""


@dataclass(frozen=True, slots=True)
class LlmsTxtEntry:
    """A page in `llms.txt`: `target` is its twin's path below the site."""

    title: str
    target: str
    description: str = ""


def copy_path(page_path: str) -> str:
    """The path of the twin of a built page."""
    return page_path + COPY_SUFFIX


@dataclass(frozen=True, slots=True)
class MarkdownCopies:
    """How the twins of a site are written.

    `defined` says what the marker of a definition becomes; every other comment goes.
    """

    built_path: BuiltPath
    definition_text: Callable[[str], str]

    def render(self, markdown: str, page: str) -> str:
        """The twin of a page: `markdown` without its front matter, `page` its source path."""
        pieces: list[str] = []
        prose = ""
        for block in split_blocks(markdown):
            if block.language is None:
                prose += block.text
                continue
            code = self._convert_links(block.text, page) if block.language == "dot" else block.text
            pieces += [self._convert_prose(prose, page), code]
            prose = ""
        text = "".join((*pieces, self._convert_prose(prose, page)))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _convert_prose(self, text: str, page: str) -> str:
        return _ATTRIBUTES.sub(r"\1", self._convert_links(text, page))

    def _convert_links(self, text: str, page: str) -> str:
        """The text without comments, its links to sources turned into links to what is built from them."""
        page_folder = posixpath.dirname(self.built_path(page) or "") or "."

        def convert_match(match: re.Match[str]) -> str:
            if match["comment"]:
                placeholder = PLACEHOLDER.match(match["comment"])
                definition = (
                    self.definition_text(placeholder["what"])
                    if placeholder and placeholder["kind"] == "defined"
                    else ""
                )
                return f"\n{definition}\n" if definition else ""
            if match["code"] or _NOT_A_RELATIVE_LINK.match(match["to"]):
                return match[0]
            source = posixpath.normpath(posixpath.join(posixpath.dirname(page), match["to"]))
            target = self.built_path(source)
            if target is None:
                return match[0]
            target = copy_path(target) if source.endswith(".md") else target
            return match["before"] + posixpath.relpath(target, page_folder) + (match["anchor"] or "")

        return _COMMENT_CODE_OR_LINK.sub(convert_match, text)


def render_llms_txt(
    name: str, description: str, sections: Iterable[tuple[str, Iterable[LlmsTxtEntry]]]
) -> str:
    """The text of `llms.txt`: a title, what the site is, and a list of links for each section.

    All that is given is plain text and stays so.
    """
    lines = [f"# {escape.markdown(name)}"]
    if description:
        lines += ["", f"> {escape.markdown(description)}"]
    for title, entries in sections:
        lines += ["", f"## {escape.markdown(title)}", "", *map(_format_entry, entries)]
    return "\n".join(lines) + "\n"


def _format_entry(entry: LlmsTxtEntry) -> str:
    link = f"- [{escape.markdown(entry.title)}]({entry.target})"
    return f"{link}: {escape.markdown(entry.description)}" if entry.description else link
