"""Search settings and boosts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from revi_docs.site.mkdocs.search_ranking import SEPARATOR, boost_definitions, set_search_defaults


def test_configured_settings_are_kept() -> None:
    settings = {"separator": "x", "pipeline": ["stemmer"]}
    set_search_defaults(settings)
    assert settings == {"separator": "x", "pipeline": ["stemmer"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in-elaboration", ["in", "elaboration"]),
        ("/elab-story", ["elab", "story"]),
        ("MALFORMED_OUTPUT", ["MALFORMED_OUTPUT"]),
        ("a → b, (c)", ["a", "b", "c"]),
    ],
)
def test_text_is_split_like_a_query(text: str, words: list[str]) -> None:
    assert [word for word in re.split(SEPARATOR, text) if word] == words


def test_definitions_are_boosted_by_kind_and_by_length_of_name() -> None:
    places = ("s/a/", "s/a-b/", "g/#agent-x", "p/#y", "other/")
    entries: list[dict[str, Any]] = [{"location": place} for place in places]
    definitions = {
        "s/a/": ("statuses", "a"),
        "s/a-b/": ("statuses", "a-b"),
        "g/#agent-x": ("agents", "agent-x"),
        "p/#y": ("phases", "y"),
    }
    boost_definitions(entries, definitions)
    assert [entry.get("boost") for entry in entries] == [2.86, 2.53, 3.91, 1.3, None]


def test_other_sections_of_a_page_with_definitions_are_not_boosted() -> None:
    entries = [{"location": "s/a/", "boost": 9}, {"location": "s/a/#more", "boost": 9}, {"location": "q/", "boost": 9}]
    boost_definitions(entries, {"s/a/": ("statuses", "a")})
    assert entries == [{"location": "s/a/", "boost": 2.86}, {"location": "s/a/#more"}, {"location": "q/", "boost": 9}]
