"""Search settings: word boundaries, and a higher rank for the definition of an item than for its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

SEPARATOR = r"""[\s\-\u200b\u00a0.,;:!?()\[\]{}<>"'`=|/\\→]+"""
"""The word boundaries. The search of the theme always splits a query at hyphens, so pages are split at
hyphens too. An underscore is not a boundary."""

PIPELINE: list[str] = []
"""No stop words, which `in-qa` needs, and no stemming: a query matches the start of a word as written."""

WEIGHTS = {"statuses": 2.2, "commands": 2.2, "agents": 3.4, "errors": 3.0}
"""Kind of item → boost of its definition; 1 for other kinds. The theme ranks a page higher than a section,
and agents and errors are in sections. Measured: a search for any name of a large contract returns its
definition first."""

SHORT_NAME_BONUS = 0.3
"""Ranks the shorter of two names that contain all words of a query first: `pm-story` before
`pm-fix-story`. Measured with the same contract."""

_WORD_SEPARATOR = re.compile(SEPARATOR)


def set_search_defaults(settings: MutableMapping[str, Any]) -> None:
    """Set the word boundaries and the pipeline unless they are configured."""
    if not settings.get("separator"):
        settings["separator"] = SEPARATOR
    if settings.get("pipeline") is None:
        settings["pipeline"] = PIPELINE


def boost_definitions(entries: Iterable[dict[str, Any]], definitions: Mapping[str, tuple[str, str]]) -> None:
    """Boost the search entries of definitions.

    `definitions` is the location of an entry → kind and name of the item. On a page with definitions,
    this boost replaces the one in the front matter.
    """
    pages = {location.partition("#")[0] for location in definitions}
    for entry in entries:
        location = entry["location"]
        if location in definitions:
            entry["boost"] = _boost(*definitions[location])
        elif location.partition("#")[0] in pages:
            entry.pop("boost", None)


def _boost(kind: str, name: str) -> float:
    words = [word for part in _WORD_SEPARATOR.split(name) for word in part.split("_") if word]
    return round(WEIGHTS.get(kind, 1.0) * (1 + SHORT_NAME_BONUS / max(len(words), 1)), 3)
