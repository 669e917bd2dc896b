"""What the gate must know of a Markdown source: where its code is, and which references are undefined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown_blocks import inline_spans, mask_spans, without_front_matter
from revi_docs.site.links.page_parser import normalize_label

_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)(?<!\\)\]\[(?P<name>[^\[\]]*)(?<!\\)\]")


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """A use of the form `[text][name]`, as written and by its plain name."""

    text: str
    name: str


def without_comments(prose: str) -> str:
    """A text without code, with front matter and comments turned into spaces."""
    text = without_front_matter(prose)
    return mask_spans(text, [*inline_spans(text)[1]])


def defined_names(prose: str) -> frozenset[str]:
    """The references that the text defines with `[name]: address`."""
    return frozenset(normalize_label(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[ReferenceLink]:
    """Every `[text][name]` of a text without code whose name the text does not define.

    What stands escaped, in front matter, in a comment or in indented code is no reference.
    """
    definitions = defined_names(prose)
    for match in _REFERENCE.finditer(without_comments(prose)):
        name = normalize_label(match["name"] or match["text"])
        if name and name not in definitions:
            yield ReferenceLink(match[0], name)
