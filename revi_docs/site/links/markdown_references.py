"""Undefined references in Markdown sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown.markdown_blocks import inline_spans, mask_spans, raw_html_spans, without_front_matter
from revi_docs.site.links.formulas import without_formulas
from revi_docs.site.links.page_parser import normalize_label

_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
# After a letter or a digit, brackets are indices: `table[i][j]`.
_REFERENCE = re.compile(r"(?<![\\\w])\[(?P<text>[^\[\]]*)(?<!\\)\]\[(?P<name>[^\[\]]*)(?<!\\)\]")


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """A link of the form `[text][name]`: `text` as written, `name` normalized."""

    text: str
    name: str


def without_comments(prose: str) -> str:
    """Replace front matter and comments with spaces; `prose` has no code."""
    text = without_front_matter(prose)
    return mask_spans(text, [*inline_spans(text)[1]])


def reference_text(prose: str) -> str:
    """The text in which brackets can be references: without front matter, comments, HTML, formulas and URLs."""
    return without_formulas(without_comments(mask_spans(prose, raw_html_spans(prose))))


def defined_names(prose: str) -> frozenset[str]:
    """The normalized names that the text defines with `[name]: URL`."""
    return frozenset(normalize_label(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[ReferenceLink]:
    """Every `[text][name]` of a text without code whose name the text does not define.

    Escaped brackets, indices, front matter, comments, HTML, formulas and URLs are ignored.
    """
    definitions = defined_names(prose)
    for match in _REFERENCE.finditer(reference_text(prose)):
        name = normalize_label(match["name"] or match["text"])
        if name and name not in definitions:
            yield ReferenceLink(match[0], name)
