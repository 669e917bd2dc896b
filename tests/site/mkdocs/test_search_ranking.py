"""Search settings and boosts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from revi_docs.site.mkdocs import search_ranking
from revi_docs.site.mkdocs.search_ranking import (
    FIELDS,
    SECTION_WEIGHTS,
    SEPARATOR,
    add_search_scripts,
    boost_definitions,
    set_search_defaults,
)


def test_configured_settings_are_kept() -> None:
    settings = {"separator": "x", "pipeline": ["stemmer"], "fields": {"title": {"boost": 2}}}
    set_search_defaults(settings)
    assert settings == {"separator": "x", "pipeline": ["stemmer"], "fields": {"title": {"boost": 2}}}
    defaults: dict[str, Any] = {}
    set_search_defaults(defaults)
    assert defaults == {"separator": SEPARATOR, "pipeline": [], "fields": FIELDS}


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
    assert [entry.get("boost") for entry in entries] == [2.86, 2.53, 4.255, 1.3, 1.6]


def test_other_sections_of_a_page_with_definitions_are_not_boosted() -> None:
    entries = [{"location": "s/a/", "boost": 9}, {"location": "s/a/#more", "boost": 9}, {"location": "q/", "boost": 9}]
    boost_definitions(entries, {"s/a/": ("statuses", "a")})
    assert [entry["boost"] for entry in entries] == [2.86, 1.6, 14.4]


@pytest.mark.parametrize(
    ("location", "title", "boost"),
    [
        ("guides/install/", "Install", 1.6),
        ("guides/install/#why", "Why do I need it?", 6.4),
        ("reference/errors/", "Errors", 1.0),
        ("reference/rules/drift/#stale", "stale", 0.5),
        ("stories/X-1/", "X-1", 0.4),
        ("project/changelog/", "Changelog", 0.4),
    ],
)
def test_the_part_of_the_site_and_a_question_as_heading_weigh(location: str, title: str, boost: float) -> None:
    entries = [{"location": location, "title": title}]
    boost_definitions(entries, {})
    assert entries == [{"location": location, "title": title, "boost": boost}]


def test_no_weight_names_a_single_page() -> None:
    assert {part for part in SECTION_WEIGHTS if Path("docs_src", f"{part.rstrip('/')}.md").is_file()} == set()


def test_our_scripts_are_put_before_those_of_the_theme(tmp_path: Path) -> None:
    for name in ("bundle.3c4d.min.js", "workers/search.1a2b.min.js"):
        (tmp_path / "assets/javascripts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "assets/javascripts" / name).write_text("theme()")
    add_search_scripts(tmp_path)
    scripts = {script.name: script.read_text() for script in tmp_path.rglob("*.js")}
    folder = Path(search_ranking.__file__).parent
    assert scripts == {
        "bundle.3c4d.min.js": (folder / "search_on_demand.js").read_text() + "theme()",
        "search.1a2b.min.js": (folder / "search_query.js").read_text() + "theme()",
    }
