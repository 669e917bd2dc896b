"""The crawl of a site over the network."""

from __future__ import annotations

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.crawl import crawl
from revi_docs.site.links.linkchecker import RequestLimits
from tests.site.links.server import serving

QUICK = RequestLimits(timeout=2, requests_per_second=100, run_timeout=60)
SITE = {
    "/docs/": '<a href="a/">a</a><a href="b/#part">b</a><a href="https://host.invalid/">outside</a>',
    "/docs/a/": '<a href="../gone/">x</a><a href="../b/#nowhere">y</a><a href="/fine">above</a>',
    "/docs/b/": '<p id="part"></p><img src="../none.png">',
}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_dead_links_and_missing_anchors_of_a_deployed_site(tmp_path):
    with serving(SITE) as server:
        problems = crawl(f"{server.url}/docs/", QUICK)
    assert [(problem.code, problem.message, problem.places) for problem in problems] == [
        (
            "deployed-link-dead",
            f"{server.url}/docs/gone/ does not exist (HTTP 404 Not Found)",
            (Place(f"{server.url}/docs/a/"),),
        ),
        (
            "deployed-missing-anchor",
            f"{server.url}/docs/b/#nowhere: the page has no such anchor",
            (Place(f"{server.url}/docs/a/"),),
        ),
        (
            "deployed-link-dead",
            f"{server.url}/docs/none.png does not exist (HTTP 404 Not Found)",
            (Place(f"{server.url}/docs/b/"),),
        ),
    ]


def test_a_clean_site_has_no_problem():
    with serving({"/docs/": '<a href="a/">a</a>', "/docs/a/": '<a href="../">up</a>'}) as server:
        assert crawl(f"{server.url}/docs/", QUICK, anchors=False) == ()
        assert server.paths == ["/docs/", "/docs/a/"]


def test_an_unreachable_site_is_a_problem():
    assert [(problem.code, problem.message) for problem in crawl("http://127.0.0.1:9/docs/", QUICK)] == [
        ("deployed-link-dead", "http://127.0.0.1:9/docs/ is unreachable: connection refused")
    ]


def test_an_incomplete_crawl_is_an_error():
    with serving({"/": '<a href="/slow">slow</a>'}) as server, pytest.raises(ReviError) as raised:
        crawl(f"{server.url}/", RequestLimits(timeout=30, requests_per_second=100, run_timeout=1.5))
    assert str(raised.value) == "linkchecker-failed: linkchecker timed out after 1.5 seconds"


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://a:b@c.example/", "https://a b"])
def test_only_a_web_url_without_password_is_crawled(url):
    with pytest.raises(ReviError) as raised:
        crawl(url)
    assert [problem.code for problem in raised.value.problems] == ["bad-url"]
