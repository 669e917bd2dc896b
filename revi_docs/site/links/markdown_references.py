"""Undefined references in Markdown sources, and masking of text that contains no links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_code import blank_out, without_front_matter
from revi_docs.site.links.page_parser import normalize_label

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CONTAINER = re.compile(r"[ \t>]*(?:[-*+:] |\d+[.)] |!!!|\?\?\?|===|\[\^)")
_INDENTED = re.compile(r"(?: {4}|\t)")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)(?<!\\)\]\[(?P<name>[^\[\]]*)(?<!\\)\]")


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """A link of the form `[text][name]`: `text` as written, `name` normalized."""

    text: str
    name: str


def mask_code_and_comments(prose: str) -> str:
    """Replace front matter, comments and indented code with spaces; `prose` has no other code."""
    return _mask_indented_code(_COMMENT.sub(blank_out, without_front_matter(prose)))


def _mask_indented_code(text: str) -> str:
    """Replace indented code with spaces, but not the indented content of a list item, note or footnote."""
    lines = text.split("\n")
    is_code, is_in_container, is_after_blank = False, False, True
    for number, line in enumerate(lines):
        if not line.strip():
            is_after_blank = True
            continue
        if not _INDENTED.match(line):
            is_in_container = _CONTAINER.match(line) is not None or (is_in_container and not is_after_blank)
            is_code = False
        elif is_after_blank:
            is_code = not is_in_container
        if is_code:
            lines[number] = " " * len(line)
        is_after_blank = False
    return "\n".join(lines)


def defined_names(prose: str) -> frozenset[str]:
    """The normalized names that the text defines with `[name]: address`."""
    return frozenset(normalize_label(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[ReferenceLink]:
    """Every `[text][name]` of a text without code whose name the text does not define.

    Escaped brackets, front matter, comments and indented code are ignored.
    """
    definitions = defined_names(prose)
    for match in _REFERENCE.finditer(mask_code_and_comments(prose)):
        name = normalize_label(match["name"] or match["text"])
        if name and name not in definitions:
            yield ReferenceLink(match[0], name)
