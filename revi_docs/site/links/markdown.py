"""What the gate must know of a Markdown source: where its code is, and which references are undefined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.files.markdown import blank, without_front_matter
from revi_docs.site.links.page import plain_name

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HOLDER = re.compile(r"[ \t>]*(?:[-*+:] |\d+[.)] |!!!|\?\?\?|===|\[\^)")
_INDENTED = re.compile(r"(?: {4}|\t)")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)(?<!\\)\]\[(?P<name>[^\[\]]*)(?<!\\)\]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A use of the form `[text][name]`, as written and by its plain name."""

    written: str
    name: str


def references_only(prose: str) -> str:
    """A text without code, where front matter, comments and indented code are turned into spaces too."""
    return _without_indented_code(_COMMENT.sub(blank, without_front_matter(prose)))


def _without_indented_code(text: str) -> str:
    """What is indented below a list item, a note or a footnote belongs to it, and is no code."""
    lines = text.split("\n")
    is_code, is_held, is_after_blank = False, False, True
    for number, line in enumerate(lines):
        if not line.strip():
            is_after_blank = True
            continue
        if not _INDENTED.match(line):
            is_held = _HOLDER.match(line) is not None or (is_held and not is_after_blank)
            is_code = False
        elif is_after_blank:
            is_code = not is_held
        if is_code:
            lines[number] = " " * len(line)
        is_after_blank = False
    return "\n".join(lines)


def defined_names(prose: str) -> frozenset[str]:
    """The references that the text defines with `[name]: address`."""
    return frozenset(plain_name(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[Reference]:
    """Every `[text][name]` of a text without code whose name the text does not define.

    What stands escaped, in front matter, in a comment or in indented code is no reference.
    """
    defined = defined_names(prose)
    for match in _REFERENCE.finditer(references_only(prose)):
        name = plain_name(match["name"] or match["text"])
        if name and name not in defined:
            yield Reference(match[0], name)
