"""What the gate must know of a Markdown source: where its code is, and which references are undefined."""

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
    """A use of the form `[text][name]`, as written and by its plain name."""

    text: str
    name: str


def mask_code_and_comments(prose: str) -> str:
    """A text without code, where front matter, comments and indented code are turned into spaces too."""
    return _mask_indented_code(_COMMENT.sub(blank_out, without_front_matter(prose)))


def _mask_indented_code(text: str) -> str:
    """What is indented below a list item, a note or a footnote belongs to it, and is no code."""
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
    """The references that the text defines with `[name]: address`."""
    return frozenset(normalize_label(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[ReferenceLink]:
    """Every `[text][name]` of a text without code whose name the text does not define.

    What stands escaped, in front matter, in a comment or in indented code is no reference.
    """
    definitions = defined_names(prose)
    for match in _REFERENCE.finditer(mask_code_and_comments(prose)):
        name = normalize_label(match["name"] or match["text"])
        if name and name not in definitions:
            yield ReferenceLink(match[0], name)
