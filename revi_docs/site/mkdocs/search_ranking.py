"""The search's index: what parts its words, and that an item's definition comes before its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

SEPARATOR = r"""[\s\-\u200b\u00a0.,;:!?()\[\]{}<>"'`=|/\\→]+"""
"""What parts words. The theme's search parts a query at each hyphen, whatever is said here, so the pages
must be parted there too; an underscore parts nothing."""

PIPELINE: list[str] = []
"""Every word counts, as in `in-qa`, and each as it is written: what is typed is the beginning of a word."""

WEIGHTS = {"statuses": 2.2, "commands": 2.2, "agents": 3.4, "errors": 3.0}
"""Kind of item → how much its definition is raised; others are not. The theme counts a whole page more
than a section, and agents and errors stand in sections. Measured with every name of a large contract:
each finds its own definition first."""

SHORT_NAME_BONUS = 0.3
"""Of two names that hold all words of a query the shorter is meant, as `pm-story` beside `pm-fix-story`."""

_WORD_SEPARATOR = re.compile(SEPARATOR)


def set_search_defaults(settings: MutableMapping[str, Any]) -> None:
    """Gives the settings of the theme's search what they do not say themselves."""
    if not settings.get("separator"):
        settings["separator"] = SEPARATOR
    if settings.get("pipeline") is None:
        settings["pipeline"] = PIPELINE


def boost_definitions(entries: Iterable[dict[str, Any]], definitions: Mapping[str, tuple[str, str]]) -> None:
    """Raises the entries of definitions.

    `defined` leads from an entry's location to the item's kind and name. A page that defines something
    is raised by that alone, whatever its front matter says.
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
