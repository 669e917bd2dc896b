"""The blocks of a Markdown text: where code, tables, headings and comments are, by CommonMark.

One parse serves everything that reads Markdown. Blocks come from markdown-it-py with two additions that
mkdocs sites use: tables, and containers whose content is indented by four spaces (admonitions, content
tabs, footnotes, definitions). What is inside a line (code spans, comments) is found here, one block at a time, because
a code span never crosses the end of a paragraph, list item, heading or table cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from revi_docs.files.markdown.front_matter_block import front_matter_end
from revi_docs.files.markdown.inline_scanner import Span, scan_inline
from revi_docs.files.text_cache import cache_by_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

FENCE, INDENTED_CODE, HTML, TABLE, HEADING, TEXT = "fence", "indented", "html", "table", "heading", "text"

_KINDS = {
    "fence": FENCE,
    "code_block": INDENTED_CODE,
    "html_block": HTML,
    "table_open": TABLE,
    "heading_open": HEADING,
    "paragraph_open": TEXT,
}
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[+!]?|:)[ \t]+\S|\[\^[^\]\s]+\]:")
_CONTAINER_INDENT = 4
"""Specified by Python-Markdown: the content of an admonition or footnote is indented by four spaces."""

_MARKDOWN_IN_HTML = re.compile(r"<[^<>]*\bmarkdown\b")
CELL_END = re.compile(r"\\[^\n]|(\n|\|)")
"""Matches each end of a table cell as its group; what follows a backslash is passed over."""


class Block(NamedTuple):
    """A block without blocks inside: its kind, its first line from 0, and the line after its last.

    `info` is what follows the opening marks of a fence; `level` that of a heading.
    """

    kind: str
    first_line: int
    end_line: int
    info: str = ""
    level: int = 0


class CodeSpan(NamedTuple):
    """A code span with its backticks, from `start` to before `end`; `code` starts at `code_start`."""

    start: int
    end: int
    code_start: int
    code: str


@cache_by_text
def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order; front matter belongs to none. Nesting beyond 20 levels is one block."""
    body = without_front_matter(text)
    # The parser counts a lone carriage return as a line end; for us only a line feed is one.
    tokens = _parser().parse(body.replace("\r", " "))
    return tuple(
        Block(
            _KINDS[token.type],
            token.map[0],
            token.map[1],
            token.info.strip(),
            int(token.tag[1:]) if token.type == "heading_open" else 0,
        )
        for token in tokens
        if token.map and token.type in _KINDS
    )


@cache
def _parser() -> MarkdownIt:
    # Imported late: most files have nothing to parse for, and a hook must start fast.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.before(
        "fence", "indented_container", _parse_container, {"alt": ["paragraph", "blockquote", "list"]}
    )
    return parser


def _parse_container(state: StateBlock, first_line: int, end_line: int, silent: bool) -> bool:
    """A block rule: a line that opens a container, and the lines below it that are indented by four."""
    start = state.bMarks[first_line] + state.tShift[first_line]
    if state.is_code_block(first_line) or not _CONTAINER.match(state.src, start, state.eMarks[first_line]):
        return False
    if silent:
        return True
    indent = state.sCount[first_line] + _CONTAINER_INDENT
    content_end = first_line + 1
    for line in range(first_line + 1, end_line):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < indent:
            break
        content_end = line + 1
    token = state.push("paragraph_open", "p", 1)
    token.map = [first_line, first_line + 1]
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "container", content_end, indent
    state.md.block.tokenize(state, first_line + 1, content_end)
    state.parentType, state.lineMax, state.blkIndent = outer
    state.line = content_end
    return True


def without_front_matter(text: str) -> str:
    """The text with the YAML or TOML block at its start turned into spaces; line ends stay."""
    end = front_matter_end(text)
    return mask_spans(text, [Span(0, end)]) if end else text


def mask_spans(text: str, spans: list[Span]) -> str:
    """The text with these stretches turned into spaces; every line and column stays where it was."""
    parts, position = [], 0
    for start, end in sorted(spans):
        if end <= position:
            continue
        begin = max(start, position)
        parts += [text[position:begin], re.sub(r"[^\n]", " ", text[begin:end])]
        position = end
    return "".join((*parts, text[position:]))


def block_spans(text: str, *kinds: str) -> list[Span]:
    """The stretches of whole lines that blocks of these kinds take, in order."""
    starts = line_starts(text)
    return [
        Span(starts[block.first_line], starts[min(block.end_line, len(starts) - 1)])
        for block in parse_blocks(text)
        if block.kind in kinds
    ]


def raw_html_spans(text: str) -> list[Span]:
    """The stretches of HTML in which Markdown is text: blocks without the attribute `markdown`."""
    return [span for span in block_spans(text, HTML) if not _MARKDOWN_IN_HTML.search(text, *span)]


@cache_by_text
def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line, and as the last item the length of the text."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return (*starts, len(text))


@cache_by_text
def inline_spans(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The code spans and the comments of a text, each with its delimiters and in order.

    The one that starts first wins: no code span is inside a comment, and no comment inside a code span.
    """
    code: list[Span] = []
    comments: list[Span] = []
    starts = line_starts(text)
    for block in parse_blocks(text):
        if block.kind in (FENCE, INDENTED_CODE):
            continue
        start, end = starts[block.first_line], starts[min(block.end_line, len(starts) - 1)]
        is_html = block.kind == HTML and not _MARKDOWN_IN_HTML.search(text, start, end)
        for unit in _inline_units(text, block, start, end):
            scan_inline(text, unit, None if is_html else code, comments)
    return tuple(code), tuple(comments)


def _inline_units(text: str, block: Block, start: int, end: int) -> Iterator[Span]:
    """What a code span may not cross: the block, or of a table each cell."""
    if block.kind != TABLE:
        yield Span(start, end)
        return
    position = start
    for match in CELL_END.finditer(text, start, end):
        if match[1]:
            yield Span(position, match.start())
            position = match.end()
    yield Span(position, end)


def without_code_blocks(text: str) -> str:
    """The text with fenced and indented code turned into spaces; every line and column stays where it was."""
    if "```" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return text
    return mask_spans(text, block_spans(text, FENCE, INDENTED_CODE))


def without_code(text: str) -> str:
    """The text with code blocks and code spans turned into spaces."""
    if "`" not in text:
        return without_code_blocks(text)
    return mask_spans(text, [*block_spans(text, FENCE, INDENTED_CODE), *inline_spans(text)[0]])


def code_spans(passage: str) -> Iterator[CodeSpan]:
    """The code spans of one paragraph, cell or heading, in order."""
    spans: list[Span] = []
    scan_inline(passage, Span(0, len(passage)), spans, [])
    for start, end in spans:
        marked = passage[start:end]
        code = marked.strip("`")
        yield CodeSpan(start, end, start + marked.index(code), code)
