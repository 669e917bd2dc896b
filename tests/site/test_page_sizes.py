"""Pages stay light."""

from __future__ import annotations

from revi_docs.site.mkdocs.builder import BuiltSite

MAX_PAGE_BYTES = 1_000_000


def test_no_page_is_larger_than_a_megabyte(built: BuiltSite) -> None:
    sizes = {page.relative_to(built.site).as_posix(): page.stat().st_size for page in built.site.rglob("*.html")}
    assert len(sizes) > 100
    assert {page: size for page, size in sizes.items() if size > MAX_PAGE_BYTES} == {}
