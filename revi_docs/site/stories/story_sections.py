"""The sections of a story file for its page: paragraphs and lists, with escaped texts.

A link would lead from the folder of the story, so only its text is shown. A section with anything else, such as a table
or a code block, is left to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from revi_docs.outputs.escape import code, markdown
from revi_docs.stories.document import Document

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|$))", re.DOTALL)
_OTHER_BLOCK = re.compile(r" {0,3}(?:\||```|~~~|<|>)|\t")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|[0-9]{1,3}[.)]) +(?=\S)")
_HEADING = re.compile(r"#{3,6} +")
_MARKUP = re.compile(r"`(?P<code>[^`\n]+)`|\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<text>[^\[\]\n]+)\]\([^()\n]*\)")


def story_sections(document: Document, other_sections: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the Markdown lines of each section that has only paragraphs and lists."""
    for section in document.sections:
        lines = _COMMENT.sub("", "\n".join(document.section_lines(section))).split("\n")
        if section.name not in other_sections and not any(map(_OTHER_BLOCK.match, lines)):
            blocks = tuple(_blocks(lines))
            if blocks:
                yield section.name, blocks


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Each paragraph and list item as one line of Markdown, with empty lines between."""
    block: list[str] = []
    for line in (*lines, ""):
        item, heading = _ITEM.match(line), _HEADING.match(line)
        if block and (item or heading or not line.strip()):
            yield from (f"{block[0]}{_inline(' '.join(block[1:]))}{'**' if block[0] == '**' else ''}", "")
            block = []
        if item:
            block = ["    - " if item["indent"] else "- ", line[item.end() :]]
        elif heading:
            block = ["**", line[heading.end() :]]
        elif line.strip():
            block = [*(block or [""]), line.strip()]


def _inline(text: str) -> str:
    """The text with its code and strong text; everything else is escaped."""
    pieces, position = [], 0
    for match in _MARKUP.finditer(text):
        pieces.append(_plain(text[position : match.start()]))
        if match["code"]:
            pieces.append(code(match["code"]))
        else:
            pieces.append(f"**{markdown(match['strong'])}**" if match["strong"] else markdown(match["text"]))
        position = match.end()
    return "".join((*pieces, _plain(text[position:])))


def _plain(text: str) -> str:
    """The escaped text, with the space at each end that separates it from its neighbors."""
    return " " * text.startswith(" ") + markdown(text) + " " * (len(text) > 1 and text.endswith(" "))
