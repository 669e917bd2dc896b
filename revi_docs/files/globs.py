"""Path patterns: `*` and `?` match within a name, `**` across folders, `{word}` captures a part of a name.

In a list of patterns the last match decides, as in `.gitignore`; a pattern with a leading `!` excludes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

# Longest wildcard first: `**/` also matches no folder at all, `**` does not need the slash.
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\{([A-Za-z][A-Za-z0-9_]*)\}|[^*?{]+|\{")
_REGEX_BY_WILDCARD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def path_matches(patterns: Iterable[str], path: str) -> bool:
    """Whether the patterns include a path (with forward slashes)."""
    matched = False
    for pattern in patterns:
        # Match only a pattern that can change the answer.
        if matched == pattern.startswith("!"):
            matched ^= _compile(pattern.removeprefix("!")).fullmatch(path) is not None
    return matched


def match_groups(pattern: str, path: str) -> Mapping[str, str] | None:
    """`{word}` → the part of the path it captured; None if the path does not match."""
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
