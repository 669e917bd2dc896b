"""URLs in pages and style sheets."""

from __future__ import annotations

from revi_docs.site.links.site_check import check_site


def test_urls_are_relative_to_the_base_of_the_page(write):
    links = '<a href="step.html">x</a><a href="#part">y</a><a href="../a.html">z</a>'
    site = write(
        {
            "index.html": f'<base href="/v1/guide/">{links}',
            "guide/index.html": '<p id="part"></p>',
            "guide/step.html": "x",
        }
    )
    problems = check_site(site, site_url="https://example.org/v1/").problems
    assert [problem.message for problem in problems] == ["link to 'a.html': the page does not exist"]
