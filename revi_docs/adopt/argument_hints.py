"""Parse an `argument-hint`: arguments in `<…>` and `[…]`, in capital letters or with `$`, and flags.

Other words are a hint for people: which of them are arguments is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# `<required>`, `[optional]`, `$NAME` or `NAME`, and a flag. Everything else in a hint is prose.
_TOKEN = re.compile(
    r"\s*(?:<([^<>\[\]]+)>|\[([^\[\]]+)\]|(\$[A-Za-z][\w.-]*|[A-Z][A-Z0-9_.-]*)(?=\s|$)|(--[a-z][a-z-]*)(?=\s|$))"
)
_FLAG = re.compile(r"(--[a-z][a-z-]*)(?:[ =]+([^ =].*))?")
# At most eight words: a longer text in brackets is an explanation, not the name of an argument.
_ARGUMENT_NAME = re.compile(r"[A-Za-z][\w.-]*(?: [\w.-]+){0,7}")


@dataclass(frozen=True, slots=True)
class ArgumentHint:
    """An argument or flag; `value` names the value of a flag."""

    name: str
    is_optional: bool = False
    value: str = ""


def parse_hint(text: str) -> tuple[ArgumentHint, ...] | None:
    """Parse a hint into its parts, in order; None if any of it is ambiguous."""
    hints: list[ArgumentHint] = []
    position = 0
    text = text.strip()
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        position = token.end()
        content = next(group for group in token.groups() if group is not None)
        token_hints = _parse_token(content.strip(), token[2] is not None)
        if not token_hints:
            return None
        hints += token_hints
    names = [hint.name for hint in hints]
    return tuple(hints) if len({name.casefold() for name in names}) == len(names) else None


def _parse_token(text: str, is_optional: bool) -> list[ArgumentHint]:
    if text.startswith("--"):
        flags = [_FLAG.fullmatch(part.strip()) for part in text.split(" | ")]
        return [ArgumentHint(flag[1], True, flag[2] or "") for flag in flags if flag] if all(flags) else []
    text = text.removeprefix("$")
    if not _ARGUMENT_NAME.fullmatch(text):
        return []
    return [ArgumentHint(text.replace(" ", "-"), is_optional)]
