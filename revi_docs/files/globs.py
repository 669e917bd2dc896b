"""Patterns of paths: `*` and `?` within a name, `**` across folders, `{word}` for a part that gets a name.

In a list of patterns the last one that fits decides; one that begins with `!` takes files away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\{([A-Za-z][A-Za-z0-9_]*)\}|[^*?{]+|\{")
_FORMS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def fits(patterns: Iterable[str], path: str) -> bool:
    """Whether a path, with forward slashes, is among what the patterns stand for."""
    found = False
    for pattern in patterns:
        if found == pattern.startswith("!"):
            found ^= _compiled(pattern.removeprefix("!")).fullmatch(path) is not None
    return found


def parts(pattern: str, path: str) -> Mapping[str, str] | None:
    """What each `{word}` of the pattern stands for in the path; None where the path does not fit."""
    found = _compiled(pattern).fullmatch(path)
    return found.groupdict() if found else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    form, named = "", set()
    for piece in _PIECE.finditer(pattern):
        name = piece[1]
        if name is None:
            form += _FORMS.get(piece[0]) or re.escape(piece[0])
        elif name in named:
            form += f"(?P={name})"
        else:
            named.add(name)
            form += f"(?P<{name}>[^/]+)"
    return re.compile(form, re.DOTALL)
