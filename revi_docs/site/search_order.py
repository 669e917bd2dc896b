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

PAGE_BOOST = 3.0
SECTION_BOOST = 4.5
"""The theme doubles what a page as a whole scores; a definition in a section must make up for that."""

_PARTS = re.compile(SEPARATOR)


def set_defaults(settings: MutableMapping[str, Any]) -> None:
    """Gives the settings of the theme's search what they do not say themselves."""
    if not settings.get("separator"):
        settings["separator"] = SEPARATOR
    if settings.get("pipeline") is None:
        settings["pipeline"] = PIPELINE


def put_definitions_first(entries: Iterable[dict[str, Any]], defined: Mapping[str, str]) -> None:
    """Raises the entries of definitions. `defined` leads from an entry's location to the item's name.

    Of two names that hold all words of a query the one with fewer words is meant, as `pm-story` is
    among the names that begin and end like it.
    """
    for entry in entries:
        name = defined.get(entry["location"])
        if name is not None:
            words = [part for part in _PARTS.split(name) if part]
            base = SECTION_BOOST if "#" in entry["location"] else PAGE_BOOST
            entry["boost"] = round(base * (1 + 1 / max(len(words), 1)), 3)
