"""The first sentence of a text, for tables and summaries."""

from __future__ import annotations

import re

# Only before a capital letter or a tag: the dot of `e.g.` or `revi.yml` ends no sentence.
_SENTENCE = re.compile(r"(.+?[.!?])(?=\s+[A-Z<]|\s*$)")
_MAX_SUMMARY_LENGTH = 300
"""Arbitrary: about three lines of a page."""

_SHORT = 200
"""Arbitrary: a description that fits into a cell of a table."""


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph; if it is too long, its first words and an ellipsis."""
    paragraph = " ".join(text.strip().partition("\n\n")[0].split())
    match = _SENTENCE.match(paragraph)
    sentence = match[1] if match else paragraph
    if len(sentence) <= _MAX_SUMMARY_LENGTH:
        return sentence
    return sentence[:_MAX_SUMMARY_LENGTH].rpartition(" ")[0] + " …"


def summary(text: str) -> str:
    """A short text unchanged, or the first sentence of a long one."""
    return text if len(text) <= _SHORT else first_sentence(text)
