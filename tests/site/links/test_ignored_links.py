"""Links that the contract leaves out."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.problems.problem import Place, Problem
from revi_docs.site.links.ignored_links import IgnoredLinks


def test_a_pattern_that_matches_nothing_is_a_warning() -> None:
    loaded = parse(b'revi: 1\nlinks:\n  ignore: ["a/*", "b/*"]\n')
    ignored = IgnoredLinks(("a/*", "b/*"))
    assert ignored.match("x", "a/b.md")
    assert not ignored.match("A/b.md")
    (problem,) = ignored.unused_patterns(loaded)
    assert (problem.code, problem.severity, problem.subject) == ("unused-link-pattern", "warning", "b/*")


def test_only_problems_of_links_are_ignored() -> None:
    warning = Problem(code="site-warning", message="m", fix="f", subject="a/x")
    link = Problem(code="site-link", message="m", fix="f", subject="a/x")
    by_page = Problem(code="site-link", message="m", fix="f", subject="c", places=(Place("a/page.md"),))
    other = Problem(code="site-link", message="m", fix="f", subject="c")
    assert IgnoredLinks(("a/*",)).without_ignored((warning, link, by_page, other)) == (warning, other)
