"""What the gate must know of a Markdown source: where its code is, and which references are undefined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from revi_docs.site.links.page import plain_name

_FENCE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)|\Z)", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]*)(?<!\\)\]\[(?P<name>[^\[\]]*)(?<!\\)\]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A use of the form `[text][name]`, as written and by its plain name."""

    written: str
    name: str


def without_code(text: str) -> str:
    """The text with all code turned into spaces; every line and column stays where it was."""
    return _SPAN.sub(_blank, _FENCE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def defined_names(prose: str) -> frozenset[str]:
    """The references that the text defines with `[name]: address`."""
    return frozenset(plain_name(match["name"]) for match in _DEFINITION.finditer(prose))


def undefined_references(prose: str) -> Iterator[Reference]:
    """Every `[text][name]` of a text without code whose name the text does not define."""
    defined = defined_names(prose)
    for match in _REFERENCE.finditer(prose):
        name = plain_name(match["name"] or match["text"])
        if name and name not in defined:
            yield Reference(match[0], name)
