"""The frame of a page: the link to its Markdown copy, tags for previews, and page 404."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from revi_docs.site.mkdocs.builder import build_site
from tests.site.conftest import Window, served
from tests.site.small_site import CONFIG, NAV, Repository

ADDRESS = "site_url: https://docs.example.org/x/y/\n"


def html(root: Path, page: str) -> str:
    return (root / "site" / page).read_text(encoding="utf-8")


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page))


def test_each_page_links_to_its_markdown_copy(repository: Repository) -> None:
    root = repository(config=CONFIG + NAV)
    assert build_site(root).problems == ()
    pages = [page for page in (root / "site").rglob("*.html") if page.name != "404.html"]
    assert len(pages) == 6
    for page in pages:
        (button,) = re.findall(r'<a [^>]*class="md-content__button[^>]*>', page.read_text(encoding="utf-8"))
        assert 'aria-label="View this page as Markdown"' in button
        assert 'href="index.html.md"' in button
        assert (page.parent / "index.html.md").is_file()


def test_a_site_with_an_address_has_canonical_links_a_site_map_and_preview_tags(repository: Repository) -> None:
    pages = {"a.md": "---\ndescription: '\"A\" & <b>'\n---\n# A & B\n"}
    root = repository(pages, config=CONFIG + ADDRESS)
    assert build_site(root).problems == ()
    page = html(root, "a/index.html")
    assert '<link rel="canonical" href="https://docs.example.org/x/y/a/">' in page
    assert meta(page) == {
        "og:type": "website",
        "og:site_name": "Small",
        "og:title": "A &amp; B",
        "og:description": "&quot;A&quot; &amp; &lt;b&gt;",
        "og:url": "https://docs.example.org/x/y/a/",
        "twitter:card": "summary",
    }
    assert meta(html(root, "index.html"))["og:title"] == "Small"
    assert meta(html(root, "statuses/done/index.html"))["og:description"] == "Three statuses."
    assert "<loc>https://docs.example.org/x/y/a/</loc>" in html(root, "sitemap.xml")


def test_a_site_without_an_address_names_none(repository: Repository) -> None:
    root = repository()
    assert build_site(root).problems == ()
    page = html(root, "index.html")
    assert meta(page) == {}
    assert "canonical" not in page
    assert "<loc>" not in html(root, "sitemap.xml")


@pytest.mark.parametrize(("address", "base"), [(ADDRESS, "/x/y/"), ("", "/")])
def test_page_404_links_to_the_sections_below_the_path_of_the_site(
    repository: Repository, address: str, base: str
) -> None:
    root = repository(config=CONFIG + NAV + address)
    build_site(root)
    page = html(root, "404.html")
    article = page[page.index("<article") : page.index("</article>")]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', article) == [(base, "Home"), (f"{base}statuses/", "Statuses")]
    links = re.findall(r'(?:href|src)="([^"#]+)"', page)
    inside = [link for link in links if not link.startswith("https://squidfunk.github.io/")]
    assert len(inside) > 5
    assert [link for link in inside if not link.startswith(base)] == []


@pytest.mark.browser
def test_page_404_has_a_search_at_any_depth(repository: Repository, window: Callable[..., Window]) -> None:
    root = repository(config=CONFIG + NAV + ADDRESS)
    folder = root / "served/x/y"
    build_site(root, site=folder)
    (folder / "gone/deep").mkdir(parents=True)
    (folder / "gone/deep/index.html").write_bytes((folder / "404.html").read_bytes())
    opened = window()
    with served(root / "served") as url:
        opened.page.goto(f"{url}x/y/gone/deep/")
        opened.page.locator(".md-search__input").click()
        opened.page.keyboard.type("in-review")
        opened.page.locator("a.md-search-result__link").first.click()
        expect(opened.page.locator("h1")).to_contain_text("in-review")
        assert opened.page.url == f"{url}x/y/statuses/in-review/"
        assert opened.errors == []
