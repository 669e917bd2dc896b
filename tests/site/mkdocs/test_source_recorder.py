"""The sources of the pages of a site."""

from __future__ import annotations

from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONFIG, NAV, Repository


def test_a_valid_site_has_no_problems_and_its_sources(repository: Repository) -> None:
    root = repository(config=CONFIG + NAV)
    built = build_site(root)
    assert (built.site, built.pages, built.url, built.problems) == (root / "site", 6, "", ())
    pages = {path.parent.relative_to(built.site).as_posix() for path in built.site.rglob("index.html")}
    assert pages == {".", "reference/revi.yml", "statuses", "statuses/done", "statuses/in-review", "statuses/open"}
    assert built.sources["statuses/open/index.html"] == "docs/statuses/open.md"
    assert check_site(built.site, PageSources(root, built.sources)).problems == ()
