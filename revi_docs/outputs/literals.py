"""Values of the contract as literals of other languages, for regions in files that are no Markdown."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.model.declarations import Duration
from revi_docs.outputs import escape
from revi_docs.outputs.context.traced_markup import TracedMarkup, join_traced, traced


def _minimal_quotes(text: str) -> str:
    """A text in the quotes that formatters of Python and TypeScript would choose."""
    double_quoted = escape.quoted(text)
    if '"' in text and "'" not in text:
        return "'" + double_quoted[1:-1].replace('\\"', '"') + "'"
    return double_quoted


def _shell_quoted(text: str) -> str:
    return shlex.quote(escape.one_line(text))


@dataclass(frozen=True, slots=True)
class LiteralSyntax:
    """How a language writes a text, the two truths, and a list.

    A list is what `opens` it, each member between the two of `member`, and what `closes` it.
    """

    quote: Callable[[str], str]
    booleans: tuple[str, str]
    list_start: str
    item_affixes: tuple[str, str]
    list_end: str


LITERAL_SYNTAXES: Mapping[str, LiteralSyntax] = {
    "py": LiteralSyntax(_minimal_quotes, ("False", "True"), "(\n", ("    ", ",\n"), ")"),
    "sh": LiteralSyntax(_shell_quoted, ("false", "true"), "(\n", ("  ", "\n"), ")"),
    "ts": LiteralSyntax(_minimal_quotes, ("false", "true"), "[\n", ("  ", ",\n"), "] as const"),
    "yml": LiteralSyntax(escape.quoted, ("false", "true"), "\n", ("  - ", "\n"), ""),
}


def literal(value: Any, language: str) -> TracedMarkup:
    """A text, number, truth or list of them. Raises TypeError for anything else.

    A duration is a text, as the contract writes it.
    """
    syntax = LITERAL_SYNTAXES[language]
    if isinstance(value, (list, tuple)):
        return _list_literal(value, language, syntax)
    if isinstance(value, bool):
        return TracedMarkup(syntax.booleans[value])
    if isinstance(value, (int, float)) and not isinstance(value, Duration):
        return traced(f"{value}", value)
    if isinstance(value, (str, Duration)):
        return traced(syntax.quote(str(value)), value)
    raise TypeError("it is no text, number, truth or list")


def _list_literal(values: Sequence[Any], language: str, syntax: LiteralSyntax) -> TracedMarkup:
    """One member a line, as formatters leave it and a change of one shows."""
    prefix, suffix = syntax.item_affixes
    if language == "py" and len(values) == 1:
        return join_traced(("(", literal(values[0], language), ",)"), "")
    lines = [join_traced((prefix, literal(value, language), suffix), "") for value in values]
    if not lines:
        return TracedMarkup(f"{syntax.list_start}{syntax.list_end}".replace("\n", "") or "[]")
    return join_traced((syntax.list_start, *lines, syntax.list_end), "")
