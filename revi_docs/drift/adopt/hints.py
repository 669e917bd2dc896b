"""What an `argument-hint` says: arguments in `<…>` and `[…]`, and flags."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"\s*(?:<([^<>\[\]]+)>|\[([^\[\]]+)\]|(\$?[A-Za-z][\w.-]*)(?=\s|$)|(--[a-z][a-z-]*)(?=\s|$))"
)
_FLAG = re.compile(r"(--[a-z][a-z-]*)(?:[ =]+(.+))?")
_NAMED = re.compile(r"[A-Za-z][\w.-]*(?: [\w.-]+){0,7}")
_WORD = re.compile(r"[A-Za-z][\w.-]*")


@dataclass(frozen=True, slots=True)
class Hint:
    """One argument or flag, by its name; `value` is what a flag takes."""

    name: str
    is_optional: bool = False
    value: str = ""


def read_hint(text: str) -> tuple[Hint, ...] | None:
    """The parts of a hint in order, None where any of it cannot be told for certain."""
    found: list[Hint] = []
    position = 0
    text = text.strip()
    while position < len(text):
        piece = _PIECE.match(text, position)
        if piece is None:
            return None
        position = piece.end()
        inside = next(part for part in piece.groups() if part is not None)
        hints = _hints(inside.strip(), piece[2] is not None)
        if not hints:
            return None
        found += hints
    names = [hint.name for hint in found]
    return tuple(found) if len({name.casefold() for name in names}) == len(names) else None


def _hints(text: str, is_optional: bool) -> list[Hint]:
    if text.startswith("--"):
        flags = [_FLAG.fullmatch(part.strip()) for part in text.split(" | ")]
        return [Hint(flag[1], True, flag[2] or "") for flag in flags if flag] if all(flags) else []
    text = text.removeprefix("$")
    if not _NAMED.fullmatch(text) and not _WORD.fullmatch(text):
        return []
    return [Hint(text.replace(" ", "-"), is_optional)]
