"""Diagrams and placeholders in a real build."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.plugin import REPOSITORY_COMPONENT
from tests.site.small_site import CONFIG, Repository
from tests.support.small_built import article


@pytest.mark.parametrize(
    ("directories", "link"), [("true", "../in-review/"), ("false", "in-review.html")], ids=["folders", "files"]
)
def test_a_diagram_links_to_the_address_of_a_page(repository: Repository, directories: str, link: str) -> None:
    root = repository(config=f"{CONFIG}use_directory_urls: {directories}\n")
    build_site(root)
    page = "statuses/open/index.html" if directories == "true" else "statuses/open.html"
    assert '<svg viewBox="0.00 0.00' in article(root, page)
    assert f'<a href="{link}"><path' in article(root, page)


def test_a_diagram_or_placeholder_in_a_code_block_is_code(repository: Repository) -> None:
    text = "# x\n\n````markdown\n```dot\ndigraph {}\n```\n<!-- revi:defined statuses.open -->\n````\n"
    assert build_site(repository({"how.md": text})).problems == ()


def test_the_link_to_the_repository_makes_the_theme_ask_no_server(repository: Repository) -> None:
    root = repository(config=f"{CONFIG}repo_url: https://github.com/example/small\n")
    build_site(root)
    theme = find_spec("material")
    assert theme is not None
    assert theme.origin is not None
    (template,) = Path(theme.origin).parent.rglob("partials/source.html")
    assert REPOSITORY_COMPONENT in template.read_text("utf-8")
    pages = {page.name: page.read_text("utf-8") for page in (root / "site").rglob("*.html")}
    assert {"index.html", "404.html"} <= pages.keys()
    assert [name for name, html in pages.items() if "https://github.com/example/small" not in html] == []
    assert [name for name, html in pages.items() if REPOSITORY_COMPONENT in html] == []
