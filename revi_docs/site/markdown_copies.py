"""Markdown copies of the pages, and `llms.txt`: the site for programs.

The copy of `statuses/in-qa/index.html` is `statuses/in-qa/index.html.md`: the file name with `.md`
appended, as llmstxt.org proposes. Links between pages become links between copies.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from revi_docs.files.markdown.inline_scanner import Span
from revi_docs.files.markdown.markdown_blocks import HEADING, inline_spans, line_starts, parse_blocks
from revi_docs.files.markdown.markdown_headings import without_attributes
from revi_docs.outputs import escape
from revi_docs.site.definitions import PLACEHOLDER
from revi_docs.site.fences import has_fence, split_blocks

COPY_SUFFIX = ".md"
LLMS_TXT = "llms.txt"

# Links in the three forms that occur: inline, as a definition of a reference, and in the source of a diagram.
_LINK = re.compile(
    r"(?P<prefix>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\bURL=\")"
    r"(?P<target>[^)\s>\"#]*)(?P<anchor>#[^)\s>\"]*)?",
    re.MULTILINE,
)
_LINE_REST = re.compile(r"[ \t]*\n?")
_NOT_A_RELATIVE_LINK = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|$)")

BuiltPath = Callable[[str], str | None]
"""From a source path below the docs folder to the built path below the site, if there is one."""


class _Edit(NamedTuple):
    """A stretch of a text, and what replaces it."""

    start: int
    end: int
    text: str


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

    `texts` returns the text for each kind of placeholder, of its argument and the page. Other comments are removed.
    """

    built_path: BuiltPath
    texts: Mapping[str, Callable[[str, str], str]]

    def render(self, markdown: str, page: str) -> str:
        """The copy of a page: `markdown` is its source without front matter, `page` the source path."""
        edits = (
            *self._comments(markdown, page),
            *_heading_attributes(markdown),
            *self._links(markdown, page),
        )
        pieces: list[str] = []
        position = 0
        for start, end, text in sorted(edits):
            if start >= position:
                pieces += [markdown[position:start], text]
                position = end
        text = "".join((*pieces, markdown[position:]))
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def _comments(self, markdown: str, page: str) -> Iterator[_Edit]:
        """Replace comments and the rest of their lines: placeholders by their texts, others by nothing."""
        if "<!--" not in markdown:  # parsing a page takes longer than all else here
            return
        for start, end in inline_spans(markdown)[1]:
            placeholder = PLACEHOLDER.match(markdown, start, end)
            text_of = self.texts.get(placeholder["kind"]) if placeholder else None
            text = text_of(placeholder["argument"], page) if placeholder and text_of else ""
            rest = _LINE_REST.match(markdown, end)
            yield _Edit(start, rest.end() if rest else end, f"\n{text}\n" if text else "")

    def _links(self, markdown: str, page: str) -> Iterator[_Edit]:
        """Convert links to source files into links to the built files."""
        page_folder = posixpath.dirname(self.built_path(page) or "") or "."
        matches = [link for link in _LINK.finditer(markdown) if not _NOT_A_RELATIVE_LINK.match(link["target"])]
        may_be_code = "<!--" in markdown or any("`" in _paragraph(markdown, *link.span()) for link in matches)
        skipped = [span for spans in inline_spans(markdown) for span in spans] if may_be_code else []
        end = 0
        for block in split_blocks(markdown) if matches and has_fence(markdown) else ():
            start, end = end, end + len(block.text)
            # Nodes of a diagram link to pages. Other code is copied unchanged.
            if block.language not in (None, "dot"):
                skipped.append(Span(start, end))
        skipped.sort()
        for match in matches:
            index = bisect_right(skipped, (match.start(), len(markdown))) - 1
            if index >= 0 and match.start() < skipped[index].end:
                continue
            source = posixpath.normpath(posixpath.join(posixpath.dirname(page), match["target"]))
            target = self.built_path(source)
            if target is not None:
                target = copy_path(target) if source.endswith(".md") else target
                yield _Edit(*match.span("target"), posixpath.relpath(target, page_folder))


def _paragraph(markdown: str, start: int, end: int) -> str:
    """The lines around a stretch up to the next empty lines."""
    paragraph_end = markdown.find("\n\n", end)
    return markdown[markdown.rfind("\n\n", 0, start) + 1 : paragraph_end if paragraph_end >= 0 else len(markdown)]


def _heading_attributes(markdown: str) -> Iterator[_Edit]:
    """Remove the attributes of headings, such as `{#anchor}`."""
    if "{" not in markdown:
        return
    starts = line_starts(markdown)
    for block in parse_blocks(markdown):
        if block.kind == HEADING:
            start, end = starts[block.first_line], starts[block.first_line + 1]
            line = markdown[start:end].rstrip("\r\n")
            heading = without_attributes(line)
            if heading != line:
                yield _Edit(start + len(heading), start + len(line), "")


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
