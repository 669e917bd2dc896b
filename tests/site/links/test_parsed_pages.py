"""Pages that were parsed before are parsed again only if they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.site.links.parsed_pages import ParsedPages


def test_a_changed_page_is_parsed_again(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p id='old'>", encoding="utf-8")
    pages = ParsedPages(tmp_path)
    first = pages.read("a.html")
    assert pages.read("a.html") is first
    page.write_text("<p id='new'>", encoding="utf-8")
    assert pages.read("a.html").anchors == {"new"}


def test_a_missing_page(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ParsedPages(tmp_path).read("a.html")
