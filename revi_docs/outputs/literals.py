"""Values of the contract as literals of other languages, for regions in files that are no Markdown."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from revi_docs.contract.shape import Duration
from revi_docs.outputs import escape
from revi_docs.outputs.shown import Shown, joined, shown


def _fewest_escapes(text: str) -> str:
    """A text in the quotes that formatters of Python and TypeScript would choose."""
    written = escape.quoted(text)
    if '"' in text and "'" not in text:
        return "'" + written[1:-1].replace('\\"', '"') + "'"
    return written


def _shell(text: str) -> str:
    return shlex.quote(escape.one_line(text))


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes a text, the two truths, and a list.

    A list is what `opens` it, each member between the two of `member`, and what `closes` it.
    """

    text: Callable[[str], str]
    truths: tuple[str, str]
    opens: str
    member: tuple[str, str]
    closes: str


LANGUAGES: Mapping[str, Language] = {
    "py": Language(_fewest_escapes, ("False", "True"), "(\n", ("    ", ",\n"), ")"),
    "sh": Language(_shell, ("false", "true"), "(\n", ("  ", "\n"), ")"),
    "ts": Language(_fewest_escapes, ("false", "true"), "[\n", ("  ", ",\n"), "] as const"),
    "yml": Language(escape.quoted, ("false", "true"), "\n", ("  - ", "\n"), ""),
}


def literal(value: Any, language: str) -> Shown:
    """A text, number, truth or list of them. Raises TypeError for anything else.

    A duration is a text, as the contract writes it.
    """
    form = LANGUAGES[language]
    if isinstance(value, (list, tuple)):
        return _list(value, language, form)
    if isinstance(value, bool):
        return Shown(form.truths[value])
    if isinstance(value, (int, float)) and not isinstance(value, Duration):
        return shown(f"{value}", value)
    if isinstance(value, (str, Duration)):
        return shown(form.text(str(value)), value)
    raise TypeError("it is no text, number, truth or list")


def _list(values: Sequence[Any], language: str, form: Language) -> Shown:
    """One member a line, as formatters leave it and a change of one shows."""
    before, behind = form.member
    if language == "py" and len(values) == 1:
        return joined(("(", literal(values[0], language), ",)"), "")
    lines = [joined((before, literal(value, language), behind), "") for value in values]
    if not lines:
        return Shown(f"{form.opens}{form.closes}".replace("\n", "") or "[]")
    return joined((form.opens, *lines, form.closes), "")
