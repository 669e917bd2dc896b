"""Contract values as literals of other languages, for regions in files that are not Markdown."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.model.declarations import Duration
from revi_docs.outputs import escape
from revi_docs.outputs.context.traced_markup import TracedMarkup, join_traced, traced


def _minimal_quotes(text: str) -> str:
    """A string in the quotes that formatters of Python and TypeScript choose."""
    double_quoted = escape.quoted(text)
    if '"' in text and "'" not in text:
        return "'" + double_quoted[1:-1].replace('\\"', '"') + "'"
    return double_quoted


def _shell_quoted(text: str) -> str:
    return shlex.quote(escape.one_line(text))


@dataclass(frozen=True, slots=True)
class LiteralSyntax:
    """How a language writes strings, the two booleans, and lists.

    A list is `list_start`, then each item between the two `item_affixes`, then `list_end`.
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
    """A string, number, boolean or list as a literal. Raises TypeError for other values.

    A duration becomes a string, as written in the contract.
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
    raise TypeError("expected a string, number, boolean or list")


def _list_literal(values: Sequence[Any], language: str, syntax: LiteralSyntax) -> TracedMarkup:
    """One item per line, as formatters write it, so that a diff shows a single changed item."""
    prefix, suffix = syntax.item_affixes
    if language == "py" and len(values) == 1:
        return join_traced(("(", literal(values[0], language), ",)"))
    lines = [join_traced((prefix, literal(value, language), suffix)) for value in values]
    if not lines:
        return TracedMarkup(f"{syntax.list_start}{syntax.list_end}".replace("\n", "") or "[]")
    return join_traced((syntax.list_start, *lines, syntax.list_end))
