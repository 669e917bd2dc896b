"""A site that was built with `--offline` works from its files."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from revi_docs.site.mkdocs.builder import BuildContext, build_site
from tests.site.conftest import Window
from tests.site.small_site import CONFIG, NAV, Repository

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "de"])
def test_search_and_links_work_from_files(repository: Repository, window: Callable[..., Window], language: str) -> None:
    # Other languages load more scripts into the worker.
    config = CONFIG.replace("plugins: [search,", f"plugins: [{{search: {{lang: {language}}}}},")
    root = repository(config=f"{config}{NAV}site_url: https://docs.example.org/\n")
    assert build_site(root, context=BuildContext(offline=True)).problems == ()
    assert "docs.example.org" not in (root / "site/index.html").read_text(encoding="utf-8")
    opened = window(is_new=True)
    failed: list[str] = []
    opened.page.on("requestfailed", lambda request: failed.append(request.url))
    opened.page.goto((root / "site/index.html").as_uri())
    opened.page.get_by_role("link", name="All", exact=True).click()
    assert opened.page.url.endswith("/site/statuses/index.html")
    opened.page.locator(".md-search__input").click()
    opened.page.keyboard.type("in-review")
    result = opened.page.locator("a.md-search-result__link").first
    expect(result).to_have_attribute("href", (root / "site/statuses/in-review.html").as_uri())
    result.click()
    expect(opened.page.locator("h1")).to_contain_text("in-review")
    assert opened.errors == []
    assert failed == []
    assert {urlsplit(url).scheme for url in opened.requests} == {"file"}


def test_a_site_with_a_server_has_no_script_for_files(repository: Repository) -> None:
    root = repository()
    build_site(root)
    assert not (root / "site/search/search_index.js").exists()
    assert "offline_worker" not in (root / "site/index.html").read_text(encoding="utf-8")
