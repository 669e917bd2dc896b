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
        at = server.address
        problems = crawl(f"{at}/docs/", QUICK)
    assert [(problem.code, problem.message, problem.places) for problem in problems] == [
        (
            "deployed-link-dead",
            f"{at}/docs/gone/ does not exist (the server says 404 Not Found)",
            (Place(f"{at}/docs/a/"),),
        ),
        ("deployed-without-anchor", f"{at}/docs/b/#nowhere has no such anchor", (Place(f"{at}/docs/a/"),)),
        (
            "deployed-link-dead",
            f"{at}/docs/none.png does not exist (the server says 404 Not Found)",
            (Place(f"{at}/docs/b/"),),
        ),
    ]


def test_a_clean_site_has_no_problem():
    with serving({"/docs/": '<a href="a/">a</a>', "/docs/a/": '<a href="../">up</a>'}) as server:
        assert crawl(f"{server.address}/docs/", QUICK, anchors=False) == ()
        assert server.paths == ["/docs/", "/docs/a/"]


def test_a_site_that_does_not_answer_is_a_problem():
    assert [(problem.code, problem.message) for problem in crawl("http://127.0.0.1:9/docs/", QUICK)] == [
        (
            "deployed-link-dead",
            "http://127.0.0.1:9/docs/ cannot be reached: its host accepts no connection",
        )
    ]


def test_half_a_crawl_is_no_answer():
    with serving({"/": '<a href="/slow">slow</a>'}) as server, pytest.raises(ReviError) as raised:
        crawl(f"{server.address}/", RequestLimits(timeout=30, requests_per_second=100, run_timeout=1.5))
    assert str(raised.value) == "linkchecker-failed: linkchecker was stopped after 1.5 seconds"


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://a:b@c.example/", "https://a b"]
)
def test_only_a_web_address_without_a_password_is_crawled(url):
    with pytest.raises(ReviError) as raised:
        crawl(url)
    assert [problem.code for problem in raised.value.problems] == ["bad-url"]
