"""Where an external link is written."""

from __future__ import annotations

from pathlib import Path

from revi_docs.problems.problem import Place
from revi_docs.site.links.link_report import ExternalLink


def test_without_sources_its_places_are_the_pages() -> None:
    link = ExternalLink("https://a.example/", ("a.html", "b.html"))
    assert link.places == (Place("a.html"), Place("b.html"))
    assert ExternalLink("https://a.example/").places == ()


def test_links_are_compared_by_url_and_pages(tmp_path: Path) -> None:
    assert ExternalLink("https://a.example/", ("a.html",)) == ExternalLink("https://a.example/", ("a.html",))
    assert ExternalLink("https://a.example/", ("a.html",)) != ExternalLink("https://b.example/", ("a.html",))
