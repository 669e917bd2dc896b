"""Patterns of paths: `*` and `?` within a name, `**` across folders, `{word}` for a part that gets a name.

In a list of patterns the last one that fits decides; one that begins with `!` takes files away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\{([A-Za-z][A-Za-z0-9_]*)\}|[^*?{]+|\{")
_REGEX_BY_WILDCARD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def path_matches(patterns: Iterable[str], path: str) -> bool:
    """Whether a path, with forward slashes, is among what the patterns stand for."""
    matched = False
    for pattern in patterns:
        if matched == pattern.startswith("!"):
            matched ^= _compile(pattern.removeprefix("!")).fullmatch(path) is not None
    return matched


def match_groups(pattern: str, path: str) -> Mapping[str, str] | None:
    """What each `{word}` of the pattern stands for in the path; None where the path does not fit."""
    match = _compile(pattern).fullmatch(path)
    return match.groupdict() if match else None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    regex, group_names = "", set()
    for token in _TOKEN.finditer(pattern):
        name = token[1]
        if name is None:
            regex += _REGEX_BY_WILDCARD.get(token[0]) or re.escape(token[0])
        elif name in group_names:
            regex += f"(?P={name})"
        else:
            group_names.add(name)
            regex += f"(?P<{name}>[^/]+)"
    return re.compile(regex, re.DOTALL)
