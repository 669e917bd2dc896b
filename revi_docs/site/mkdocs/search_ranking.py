"""The search: word boundaries, higher ranks for definitions than for mentions, and scripts for those of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

SEPARATOR = r"""[\s\-\u200b\u00a0.,;:!?()\[\]{}<>"'`=|/\\→]+"""
"""The word boundaries. The search of the theme always splits a query at hyphens, so pages are split at
hyphens too. An underscore is not a boundary."""

PIPELINE: list[str] = []
"""No stop words, which `in-qa` needs, and no stemming: a query matches the start of a word as written."""

WEIGHTS = {"statuses": 2.2, "commands": 2.2, "agents": 3.7, "errors": 3.0}
"""Kind of item → boost of its definition; 1 for other kinds. The theme ranks a page higher than a section,
and agents and errors are in sections. Measured: a search for any name of a large contract returns its
definition first."""

SHORT_NAME_BONUS = 0.3
"""Ranks the shorter of two names that contain all words of a query first: `pm-story` before
`pm-fix-story`. Measured with the same contract."""

SECTION_WEIGHTS = {
    "project/": 0.4,
    "reference/rules/": 0.5,
    "reference/": 1.0,
    "stories/": 0.4,
}
"""Address of a part of the site → weight of its pages; the first that matches counts. The questions of readers are
about the workflow: codes, functions and stories are found by their names, which few other pages have."""

GUIDE_WEIGHT = 1.6
"""Weight of all other pages, the hand-written ones. Measured with the questions of `tests/site/reader_questions.py`."""

QUESTION_WEIGHT = 4.0
"""Weight of a section whose heading is a question: it is in the words of readers. Measured with the same questions."""

FIELDS = {"title": {"boost": 50.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
"""The theme's boost of a title is 1000, which leaves no weight to the text. Measured: with 50, more questions in other
words find their page, and each name still finds its definition first."""

THEME_SCRIPTS = {"bundle*.js": "search_on_demand.js", "workers/search*.js": "search_query.js"}
"""Script of the theme → the script of ours that runs before it: one for each page, and one in the search worker."""

_WORD_SEPARATOR = re.compile(SEPARATOR)


def set_search_defaults(settings: MutableMapping[str, Any]) -> None:
    """Set the word boundaries, the pipeline and the boosts of the fields unless they are configured."""
    if not settings.get("separator"):
        settings["separator"] = SEPARATOR
    if settings.get("pipeline") is None:
        settings["pipeline"] = PIPELINE
    if not settings.get("fields"):
        settings["fields"] = FIELDS


def boost_definitions(entries: Iterable[dict[str, Any]], definitions: Mapping[str, tuple[str, str]]) -> None:
    """Boost the search entries of definitions.

    `definitions` is the location of an entry → kind and name of the item. On a page with definitions,
    this boost replaces the one in the front matter.
    """
    pages = {location.partition("#")[0] for location in definitions}
    for entry in entries:
        location = entry["location"]
        weight = section_weight(location)
        if location in definitions:
            entry["boost"] = round(_boost(*definitions[location]) * min(weight, 1), 3)
        elif location.partition("#")[0] in pages:
            entry["boost"] = weight
        else:
            question = QUESTION_WEIGHT if str(entry.get("title", "")).endswith("?") else 1
            entry["boost"] = round(entry.get("boost", 1) * weight * question, 3)


def section_weight(location: str) -> float:
    """The weight of the part of the site that an address is in."""
    return next((weight for part, weight in SECTION_WEIGHTS.items() if location.startswith(part)), GUIDE_WEIGHT)


def add_search_scripts(site: Path) -> None:
    """Put our scripts before those of the theme, if the site has them."""
    for pattern, name in THEME_SCRIPTS.items():
        script = Path(__file__).with_name(name).read_text(encoding="utf-8")
        for theme_script in (site / "assets/javascripts").glob(pattern):
            content = theme_script.read_text(encoding="utf-8")
            theme_script.write_text(f"{script}{content}", encoding="utf-8", newline="\n")


def _boost(kind: str, name: str) -> float:
    words = [word for part in _WORD_SEPARATOR.split(name) for word in part.split("_") if word]
    return round(WEIGHTS.get(kind, 1.0) * (1 + SHORT_NAME_BONUS / max(len(words), 1)), 3)
