"""What a table cell shows: a text, a number, yes or no, or a list of names, each in the notation of its author."""

from __future__ import annotations

import re
from typing import NamedTuple

from revi_docs.files.markdown.table_cells import strip_formatting

# `50000`, `50,000`, `50_000`, `0.5M` and `50k tokens`. A comma separates thousands only, as in English.
TOKEN_COUNT = re.compile(
    r"([1-9][0-9]*|[1-9][0-9]{0,2}(?:[,_][0-9]{3})+|(?:0|[1-9][0-9]*)\.[0-9]+)(\s*)([kKmM]?)(\s*(?:tokens)?)"
)
# What people write in tables for yes, for no, and for nothing.
YES_WORDS = ("yes", "true", "x", "✓", "✔", "✅")
NO_WORDS = ("no", "false", "", "-", "–", "—", "✗", "❌")
EMPTY_WORDS = ("", "-", "–", "—", "none", "n/a", "terminal", "final", "∅")
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}
# A note in parentheses explains a name and is not part of it.
_NOTE = re.compile(r"\([^()]*\)")
# What people write between names of a list. A slash only between spaces: `/name` is a command.
_SEPARATOR_MARK = re.compile(r"[,;→⇒➜•]|--?>|=>|<br ?/?>|\bor\b|\band\b|(?<=\s)/(?=\s)")


def token_count(text: str) -> int | None:
    """Return the number in a cell such as `60K`, `30,000` or `1.5M tokens`; None if it is not one."""
    match = TOKEN_COUNT.fullmatch(text.strip())
    if match is None:
        return None
    number = float(match[1].replace(",", "").replace("_", "")) * _FACTORS[match[3].lower()]
    return int(number) if number.is_integer() else None


def name_list(text: str) -> tuple[str, ...]:
    """Return the names in a cell such as "→ `done`, → `open` (again)"; () for a dash or "none"."""
    parts = (strip_formatting(part.strip(), 0).text.strip() for part in _split(_NOTE.sub("", text)))
    names = tuple(dict.fromkeys(part for part in parts if part))
    return () if all(name.casefold() in EMPTY_WORDS for name in names) else names


class _Separator(NamedTuple):
    """Marks between two names, with the spaces around them: `, → `."""

    start: int
    end: int


def _separators(text: str) -> list[_Separator]:
    """Return what separates names; marks with only spaces between them are one separator."""
    separators: list[_Separator] = []
    for mark in _SEPARATOR_MARK.finditer(text):
        start = len(text[: mark.start()].rstrip())
        end = len(text) - len(text[mark.end() :].lstrip())
        if separators and separators[-1].end >= start:
            separators[-1] = _Separator(separators[-1].start, end)
        else:
            separators.append(_Separator(start, end))
    return separators


def _split(text: str) -> list[str]:
    """Split a text at its separators."""
    parts, position = [], 0
    for start, end in _separators(text):
        parts.append(text[position:start])
        position = end
    return [*parts, text[position:]]


def shows(cell: str, expected: str | tuple[str, ...]) -> bool:
    """Whether the text of a cell shows a value, in any notation."""
    if isinstance(expected, tuple):
        return {name.casefold() for name in name_list(cell)} == {name.casefold() for name in expected}
    if expected in ("true", "false"):
        return cell.casefold() in (YES_WORDS if expected == "true" else NO_WORDS)
    if expected.isdecimal() and token_count(cell) is not None:
        return token_count(cell) == int(expected)
    return _plain(cell) == _plain(expected)


def _plain(text: str) -> str:
    """Return a text without formatting, escapes and letter case."""
    return re.sub(r"[`*_\\\s]+", " ", text.replace("\\|", "|")).strip().casefold()


def cell_text(cell: str, expected: str | tuple[str, ...]) -> str:
    """Return the text that shows `expected`, in the notation of the text before."""
    if isinstance(expected, tuple):
        return _list_text(cell, expected)
    if expected in ("true", "false"):
        return "yes" if expected == "true" else "no"
    match = TOKEN_COUNT.fullmatch(cell.strip())
    if match and expected.isdecimal():
        return _number_text(match, int(expected)) + match[4]
    return expected.replace("|", "\\|").replace("\n", " ")


def contract_form(cell: str, expected: str | tuple[str, ...]) -> str:
    """Return what a cell shows in the form of the contract; "" for a list, which is corrected item by item."""
    if isinstance(expected, tuple):
        return ""
    count = token_count(cell) if expected.isdecimal() else None
    return str(count) if count is not None else strip_formatting(cell.strip(), 0).text


def _number_text(match: re.Match[str], value: int) -> str:
    factor = _FACTORS[match[3].lower()]
    if factor > 1 and value % (factor // 10) == 0:
        return f"{value / factor:g}{match[2]}{match[3]}"
    separator = next((sign for sign in (",", "_") if sign in match[1]), "")
    number = f"{value:{separator}}" if separator else str(value)
    return number if match[3] else f"{number}{match[2]}"


def _list_text(cell: str, names: tuple[str, ...]) -> str:
    """Keep the names that stay, with their formatting; join new ones as the first two names are joined."""
    if not names:
        return "-"
    separators = [cell[start:end] for start, end in _separators(cell) if start > 0]
    lead = next((cell[:end] for start, end in _separators(cell) if start == 0), "")
    separator = separators[0] if separators else f", {lead}"
    parts = [part for part in _split(cell) if part.strip()]
    old_parts = {name_list(part)[0].casefold(): part.strip() for part in parts if name_list(part)}
    sample = next(iter(old_parts.values()), "``")
    quote = "`" if sample.startswith("`") else ""
    return lead + separator.join(old_parts.get(name.casefold(), f"{quote}{name}{quote}") for name in names)
