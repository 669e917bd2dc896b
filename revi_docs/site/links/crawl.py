"""The crawl of a deployed site with linkchecker."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urldefrag

from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import has_credentials
from revi_docs.site.links.link_issues import page_count_suffix
from revi_docs.site.links.link_status import classify_result
from revi_docs.site.links.linkchecker import LinkcheckerResult, RequestLimits, run_crawl

_NO_ANCHOR_WARNING = "Anchor `"
"""The start of the warning that linkchecker's plugin AnchorCheck writes for a missing anchor."""


def crawl(url: str, limits: RequestLimits | None = None, anchors: bool = True) -> tuple[Problem, ...]:
    """Return a problem for each broken link inside the site at `url`.

    The problem names only the first page with the link, because linkchecker reports no others. With
    `anchors`, anchors are checked too; linkchecker then reads a page once for each anchor and takes
    several times as long. Raises ReviError if `url` is not a full URL or contains a password, and if
    linkchecker is not installed or does not complete.
    """
    _check_url(url)
    # All requests go to one host, the user's own: faster than the default for other people's servers.
    limits = limits or RequestLimits(requests_per_second=10, run_timeout=3600)
    results = run_crawl(url, limits, anchors)
    return sorted_problems((*_dead_links(results, limits), *_missing_anchors(results)))


def _dead_links(results: Iterable[LinkcheckerResult], limits: RequestLimits) -> Iterable[Problem]:
    """One problem for each URL that fails, whatever the anchors of the links to it."""
    parents: dict[str, dict[str, None]] = {}
    first_results: dict[str, LinkcheckerResult] = {}
    for result in results:
        if not result.valid:
            url = urldefrag(result.final_url or result.url).url
            first_results.setdefault(url, result)
            parents.setdefault(url, {})[_parent_page(result)] = None
    for url, result in first_results.items():
        status = classify_result(result, limits.timeout)
        message = status.message.replace(result.url, url, 1)
        yield Problem(
            code="deployed-link-dead",
            message=message + page_count_suffix(len(parents[url])),
            fix="correct the link, or deploy the missing page",
            places=tuple(Place(parent) for parent in sorted(parents[url])),
            subject=url,
        )


def _missing_anchors(results: Iterable[LinkcheckerResult]) -> Iterable[Problem]:
    parents: dict[str, dict[str, None]] = {}
    for result in results:
        if result.valid and _NO_ANCHOR_WARNING in result.warnings:
            parents.setdefault(result.final_url, {})[_parent_page(result)] = None
    for url, pages in parents.items():
        yield Problem(
            code="deployed-missing-anchor",
            message=f"{url}: the page has no such anchor{page_count_suffix(len(pages))}",
            fix="correct the anchor, or deploy the page again",
            places=tuple(Place(parent) for parent in sorted(pages)),
            subject=url,
        )


def _parent_page(result: LinkcheckerResult) -> str:
    """The page with the link; for the start page of the crawl, the page itself."""
    return urldefrag(result.parent or result.final_url or result.url).url


def _check_url(url: str) -> None:
    if not url.startswith(("http://", "https://")) or has_credentials(url) or len(url.split()) != 1:
        problem = Problem(
            code="bad-url",
            message="the URL to crawl must start with http:// or https:// and contain no password",
            fix="pass the URL of the deployed site, such as https://example.org/docs/",
        )
        raise ReviError(problem)
