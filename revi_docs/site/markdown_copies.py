"""Markdown copies of the pages, and `llms.txt`: the site for programs.

The copy of `statuses/in-qa/index.html` is `statuses/in-qa/index.html.md`: the file name with `.md`
appended, as llmstxt.org proposes. Links between pages become links between copies.
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
    r"|(?P<prefix>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\bURL=\")"
    r"(?P<target>[^)\s>\"#]*)(?P<anchor>#[^)\s>\"]*)?",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTES = re.compile(r"^(#{1,6} .*?)[ \t]*\{[^}\n]*\}[ \t]*$", re.MULTILINE)
_NOT_A_RELATIVE_LINK = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|$)")

BuiltPath = Callable[[str], str | None]
"""From a source path below the docs folder to the built path below the site, if there is one."""


@dataclass(frozen=True, slots=True)
class LlmsTxtEntry:
    """A page in `llms.txt`; `target` is the path of its Markdown copy below the site."""

    title: str
    target: str
    description: str = ""


def copy_path(page_path: str) -> str:
    """The path of the Markdown copy of a built page."""
    return page_path + COPY_SUFFIX


@dataclass(frozen=True, slots=True)
class MarkdownCopies:
    """Writes the Markdown copies of a site.

    `definition_text` returns the text for the placeholder of a definition. Other comments are removed.
    """

    built_path: BuiltPath
    definition_text: Callable[[str], str]

    def render(self, markdown: str, page: str) -> str:
        """The copy of a page: `markdown` is its source without front matter, `page` the source path."""
        pieces: list[str] = []
        prose = ""
        for block in split_blocks(markdown):
            if block.language is None:
                prose += block.text
                continue
            # Nodes of a diagram link to pages. Other code is copied unchanged.
            code = self._convert_links(block.text, page) if block.language == "dot" else block.text
            pieces += [self._convert_prose(prose, page), code]
            prose = ""
        text = "".join((*pieces, self._convert_prose(prose, page)))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _convert_prose(self, text: str, page: str) -> str:
        return _ATTRIBUTES.sub(r"\1", self._convert_links(text, page))

    def _convert_links(self, text: str, page: str) -> str:
        """Remove comments, and convert links to source files into links to the built files."""
        page_folder = posixpath.dirname(self.built_path(page) or "") or "."

        def convert_match(match: re.Match[str]) -> str:
            if match["comment"]:
                placeholder = PLACEHOLDER.match(match["comment"])
                definition = (
                    self.definition_text(placeholder["argument"])
                    if placeholder and placeholder["kind"] == "defined"
                    else ""
                )
                return f"\n{definition}\n" if definition else ""
            if match["code"] or _NOT_A_RELATIVE_LINK.match(match["target"]):
                return match[0]
            source = posixpath.normpath(posixpath.join(posixpath.dirname(page), match["target"]))
            target = self.built_path(source)
            if target is None:
                return match[0]
            target = copy_path(target) if source.endswith(".md") else target
            return match["prefix"] + posixpath.relpath(target, page_folder) + (match["anchor"] or "")

        return _COMMENT_CODE_OR_LINK.sub(convert_match, text)


LlmsTxtSection = tuple[str, Iterable[LlmsTxtEntry]]


def render_llms_txt(name: str, description: str, sections: Iterable[LlmsTxtSection]) -> str:
    """The text of `llms.txt`: a title, a description, and a list of links for each section.

    All arguments are plain text and are escaped.
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
