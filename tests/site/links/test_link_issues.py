"""One issue for each cause, with all its pages."""

from __future__ import annotations

from revi_docs.site.links.link_issues import LinkIssue, LinkIssues, page_count_suffix

MISSING, OTHER = LinkIssue("missing-page", "a.html"), LinkIssue("missing-page", "b.html")


def test_issues_are_sorted_and_urls_counted_once() -> None:
    issues = LinkIssues()
    for page, url in (("q.html", "b"), ("p.html", "b"), ("p.html", "b"), ("p.html", "./b")):
        issues.add(OTHER, page, url)
    issues.add(MISSING, "p.html", "a")
    result = [(issue, {page: list(urls) for page, urls in pages.items()}) for issue, pages in issues.sorted_issues()]
    assert result == [(MISSING, {"p.html": ["a"]}), (OTHER, {"q.html": ["b"], "p.html": ["b", "./b"]})]


def test_an_url_of_the_theme_is_one_issue_however_it_resolves() -> None:
    issues = LinkIssues()
    issues.add_theme_issue(MISSING, "p.html", "../x")
    issues.add_theme_issue(OTHER, "q/p.html", "../x")
    ((issue, pages),) = issues.sorted_issues()
    assert (issue, sorted(pages)) == (LinkIssue("missing-page", "../x"), ["p.html", "q/p.html"])


def test_an_url_of_the_theme_with_one_target_keeps_it() -> None:
    issues = LinkIssues()
    issues.add_theme_issue(MISSING, "p.html", "../x")
    assert [issue for issue, _ in issues.sorted_issues()] == [MISSING]


def test_the_number_of_pages() -> None:
    assert [page_count_suffix(pages) for pages in (1, 2)] == ["", " (on 2 pages)"]
