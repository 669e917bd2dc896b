"""The check of external links: the meaning of each answer, and what is never sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from revi_docs.files.cache_files import read_cached
from revi_docs.problems.problem import Place
from revi_docs.site.links.external_links import ExternalCheckOptions, check_external_links
from revi_docs.site.links.link_cache import LinkCache, load, save
from revi_docs.site.links.link_report import ExternalLink
from revi_docs.site.links.linkchecker import RequestLimits
from tests.site.links.server import serving
from tests.support.link_times import NOON

QUICK = RequestLimits(timeout=1, requests_per_second=100, run_timeout=60, allowed_hosts=("127.0.0.1",))


OPTIONS = ExternalCheckOptions(limits=QUICK, now=NOON)


def test_every_answer_has_its_problem(tmp_path, monkeypatch):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.netrc").write_text("machine 127.0.0.1 login anna password secret\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with serving() as server:
        url = server.url
        names = "fine fine#part moved found none gone broken forbidden busy slow loop".split()
        links = [ExternalLink(f"{url}/{name}", ("a.html",)) for name in names]
        links.append(ExternalLink(f"{url}/none#x", ("b.html", "c.html")))
        links.append(ExternalLink("http://127.0.0.1:9/", ("a.html",)))
        problems = check_external_links(links, tmp_path, OPTIONS)
        headers = [name.lower() for _, sent in server.requests for name in sent]
        requested_paths = server.paths
    assert [(problem.code, problem.message) for problem in problems] == [
        ("external-error", f"{url}/broken fails (HTTP 500 Internal Server Error)"),
        ("external-error", f"{url}/forbidden fails (HTTP 403 Forbidden)"),
        ("external-missing", f"{url}/gone does not exist (HTTP 410 Gone)"),
        ("external-missing", f"{url}/none does not exist (HTTP 404 Not Found) (on 3 pages)"),
        ("external-redirect-loop", f"{url}/loop redirects in a loop"),
        ("external-timeout", f"{url}/slow does not answer within 1 seconds"),
        ("external-unreachable", "http://127.0.0.1:9/ is unreachable: connection refused"),
    ]
    assert problems[3].places == (Place("a.html"), Place("b.html"), Place("c.html"))
    assert all(problem.fix for problem in problems)
    assert not {"cookie", "authorization", "referer"} & set(headers)
    expected_paths = "/broken /busy /fine /fine /fine /forbidden /found /gone /moved /none /slow".split()
    assert [path for path in requested_paths if path not in ("/loop", "/pool")] == expected_paths
    assert json.loads(read_cached(str(tmp_path), "links.json") or "") == {
        "version": 1,
        "good": {f"{url}/{name}": "2026-03-04T12:00:00+00:00" for name in ("fine", "found", "moved")},
    }


def test_a_successful_result_is_cached_for_days_and_a_failure_never(tmp_path):
    with serving() as server:
        fresh, old, none = (f"{server.url}/{name}" for name in ("found", "fine", "none"))
        save(tmp_path, LinkCache({fresh: NOON - timedelta(days=6), old: NOON - timedelta(days=8)}))
        links = [ExternalLink(url, ("a.html",)) for url in (fresh, old, none)]
        assert [problem.code for problem in check_external_links(links, tmp_path, OPTIONS)] == ["external-missing"]
        assert server.paths == ["/fine", "/none"]
    assert load(tmp_path).checked_at == {fresh: NOON - timedelta(days=6), old: NOON}


def test_cached_urls_are_not_requested(tmp_path):
    link = ExternalLink("https://host.invalid/", ("a.html",))
    save(tmp_path, LinkCache({link.url: NOON}))
    assert check_external_links([link], tmp_path, OPTIONS) == ()
    assert check_external_links([], tmp_path, OPTIONS) == ()


def test_an_url_with_a_password_is_neither_requested_nor_printed(tmp_path):
    with serving() as server:
        secret = server.url.replace("//", "//anna:secret@") + "/fine"
        problems = check_external_links([ExternalLink(secret, ("a.html",))], tmp_path, OPTIONS)
        assert server.requests == []
    host = server.url.removeprefix("http://")
    assert [(problem.code, problem.message) for problem in problems] == [
        ("external-with-password", f"http://…@{host}/fine contains a user name or password; it was not requested")
    ]
    assert "secret" not in repr(problems)


def test_urls_after_the_time_limit_are_reported_as_not_checked(tmp_path):
    with serving() as server:
        links = [ExternalLink(f"{server.url}/slow", ("a.html",))]
        options = ExternalCheckOptions(limits=replace(QUICK, timeout=30, run_timeout=1.5), now=NOON)
        problems = check_external_links(links, tmp_path, options)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("external-not-checked", f"{server.url}/slow was not checked before the time limit")
    ]


def test_robots_txt_is_obeyed(tmp_path):
    with serving({"/robots.txt": "User-agent: *\nDisallow: /\n"}) as server:
        assert check_external_links([ExternalLink(f"{server.url}/none", ("a.html",))], tmp_path, OPTIONS) == ()
        assert server.paths == []
    assert load(tmp_path).checked_at == {}
