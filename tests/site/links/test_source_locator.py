"""The source line of a link."""

from __future__ import annotations

from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources


def test_the_line_is_correct_with_crlf_and_a_byte_order_mark(tmp_path, write):
    site = write({"page/index.html": '<article><a href="gone.md">x</a></article>'})
    (tmp_path / "page.md").write_bytes("\ufeff# Seite\r\n\r\nÄ [x](gone.md)\r\n".encode())
    problems = check_site(site, PageSources(tmp_path, {"page/index.html": "page.md"})).problems
    assert [str(problem.first_place) for problem in problems] == ["page.md:3:7"]


def test_an_unreadable_source_is_reported_without_a_line(tmp_path, write):
    site = write({"page/index.html": '<article><a href="gone.md">x</a></article>'})
    problems = check_site(site, PageSources(tmp_path, {"page/index.html": "page.md"})).problems
    assert [str(problem.first_place) for problem in problems] == ["page.md"]
