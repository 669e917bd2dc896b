"""Outside addresses: what each answer of a server means, what is remembered, and what is never sent."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import ExternalCheckOptions, check_external_links
from revi_docs.site.links.link_cache import LinkCache, load, save
from revi_docs.site.links.link_report import ExternalLink
from revi_docs.site.links.linkchecker import RequestLimits
from tests.site.links.server import serving

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
QUICK = RequestLimits(timeout=1, requests_per_second=100, run_timeout=60)
OPTIONS = ExternalCheckOptions(limits=QUICK, now=NOON)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_every_answer_has_its_finding(tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.netrc").write_text("machine 127.0.0.1 login anna password secret\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    cache = tmp_path / ".revi/cache/links.json"
    with serving() as server:
        at = server.address
        names = "fine fine#part moved found none gone broken forbidden busy slow loop".split()
        links = [ExternalLink(f"{at}/{name}", ("a.html",)) for name in names]
        links.append(ExternalLink(f"{at}/none#x", ("b.html", "c.html")))
        links.append(ExternalLink("http://127.0.0.1:9/", ("a.html",)))
        problems = check_external_links(links, cache, OPTIONS)
        headers = [name.lower() for _, sent in server.requests for name in sent]
        asked = server.paths
    assert [(problem.code, problem.message) for problem in problems] == [
        ("outside-error", f"{at}/broken fails (the server says 500 Internal Server Error)"),
        ("outside-error", f"{at}/forbidden fails (the server says 403 Forbidden)"),
        ("outside-missing", f"{at}/gone does not exist (the server says 410 Gone)"),
        ("outside-missing", f"{at}/none does not exist (the server says 404 Not Found) (on 3 pages)"),
        ("outside-redirect-loop", f"{at}/loop redirects in a loop"),
        ("outside-timeout", f"{at}/slow does not answer within 1 seconds"),
        ("outside-unreachable", "http://127.0.0.1:9/ cannot be reached: its host accepts no connection"),
    ]
    assert problems[3].places == (Place("a.html"), Place("b.html"), Place("c.html"))
    assert all(problem.fix for problem in problems)
    assert not {"cookie", "authorization", "referer"} & set(headers)
    once = "/broken /busy /fine /fine /fine /forbidden /found /gone /moved /none /slow".split()
    assert [path for path in asked if path not in ("/loop", "/pool")] == once
    assert json.loads(cache.read_text(encoding="utf-8")) == {
        "version": 1,
        "good": {f"{at}/{name}": "2026-03-04T12:00:00+00:00" for name in ("fine", "found", "moved")},
    }


def test_a_good_answer_is_believed_for_days_and_a_bad_one_never(tmp_path):
    cache = tmp_path / "links.json"
    with serving() as server:
        fresh, old, none = (f"{server.address}/{name}" for name in ("found", "fine", "none"))
        save(cache, LinkCache({fresh: NOON - timedelta(days=6), old: NOON - timedelta(days=8)}))
        links = [ExternalLink(address, ("a.html",)) for address in (fresh, old, none)]
        assert [problem.code for problem in check_external_links(links, cache, OPTIONS)] == [
            "outside-missing"
        ]
        assert server.paths == ["/fine", "/none"]
    assert load(cache).checked_at == {fresh: NOON - timedelta(days=6), old: NOON}


def test_with_everything_known_nothing_is_asked(tmp_path):
    cache = tmp_path / "links.json"
    link = ExternalLink("https://host.invalid/", ("a.html",))
    save(cache, LinkCache({link.address: NOON}))
    assert check_external_links([link], cache, OPTIONS) == ()
    assert check_external_links([], cache, OPTIONS) == ()


def test_an_address_with_a_password_is_not_asked_for_and_not_repeated(tmp_path):
    with serving() as server:
        secret = server.address.replace("//", "//anna:secret@") + "/fine"
        problems = check_external_links([ExternalLink(secret, ("a.html",))], tmp_path / "links.json", OPTIONS)
        assert server.requests == []
    host = server.address.removeprefix("http://")
    assert [(problem.code, problem.message) for problem in problems] == [
        (
            "outside-with-password",
            f"http://…@{host}/fine carries a user name or password; it was not asked for",
        )
    ]
    assert "secret" not in repr(problems)


def test_what_the_time_limit_cuts_off_is_said_and_the_rest_remembered(tmp_path):
    cache = tmp_path / "links.json"
    with serving() as server:
        links = [ExternalLink(f"{server.address}/slow", ("a.html",))]
        stopped = ExternalCheckOptions(
            limits=RequestLimits(timeout=30, requests_per_second=100, run_timeout=1.5), now=NOON
        )
        problems = check_external_links(links, cache, stopped)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("outside-unanswered", f"{server.address}/slow was not reached before the check was stopped")
    ]


def test_robots_that_are_not_welcome_leave_the_address_alone(tmp_path):
    cache = tmp_path / "links.json"
    with serving({"/robots.txt": "User-agent: *\nDisallow: /\n"}) as server:
        assert (
            check_external_links([ExternalLink(f"{server.address}/none", ("a.html",))], cache, OPTIONS) == ()
        )
        assert server.paths == []
    assert load(cache).checked_at == {}


def test_without_linkchecker_the_way_to_install_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "linkcheck", None)
    assert importlib.util.find_spec("linkcheck") is None
    with pytest.raises(ReviError) as raised:
        check_external_links([], tmp_path / "links.json")
    (problem,) = raised.value.problems
    assert problem.code == "linkchecker-missing"
    assert problem.fix == "install it with: pip install 'revi-docs[links]'"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"version": 2, "good": {"https://a.example/": "2026-03-04T12:00:00+00:00"}}',
        '{"version": 1, "good": ["https://a.example/"]}',
        '{"version": 1, "good": {"https://a.example/": 7, "https://b.example/": "yesterday"}}',
        '{"version": 1, "good": {"https://a.example/": "2026-03-04T12:00:00"}}',
        "\ud800",
    ],
)
def test_a_cache_that_is_not_understood_holds_nothing(tmp_path, content):
    file = tmp_path / "links.json"
    file.write_bytes(content.encode("utf-8", errors="surrogatepass"))
    assert load(file).checked_at == {}


def test_an_answer_from_the_future_is_not_believed():
    answers = LinkCache({"a": NOON + timedelta(hours=1), "b": NOON, "c": NOON - timedelta(days=8)})
    assert answers.fresh(NOON, 7) == {"b"}


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    save(blocked / "links.json", LinkCache({"a": NOON}))
    assert [path.name for path in Path(tmp_path).iterdir()] == ["file"]
