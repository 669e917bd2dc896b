"""The crawl of a deployed site: linkchecker follows every link as a reader would."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urldefrag

from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import has_credentials
from revi_docs.site.links.link_status import classify_result
from revi_docs.site.links.linkchecker import LinkcheckerResult, RequestLimits, run_crawl

_NO_ANCHOR_WARNING = "Anchor `"


def crawl(url: str, limits: RequestLimits | None = None, anchors: bool = True) -> tuple[Problem, ...]:
    """Every link inside the site at `url` that does not work, with the address of a page it stands on.

    linkchecker names the first page that it meets a link on, not all of them. With `anchors` the part
    after `#` is compared too, which reads each page once for each anchor and takes several times as
    long. Raises ReviError where linkchecker is not installed or gives no full answer, and for an address
    that is none or carries a password.
    """
    _check_url(url)
    limits = limits or RequestLimits(requests_per_second=10, run_timeout=3600)
    results = run_crawl(url, limits, anchors)
    return sorted_problems((*_dead_links(results, limits), *_missing_anchors(results)))


def _dead_links(results: Iterable[LinkcheckerResult], limits: RequestLimits) -> Iterable[Problem]:
    """One problem for each address that fails, whatever parts of it are linked to."""
    parents: dict[str, dict[str, None]] = {}
    first_results: dict[str, LinkcheckerResult] = {}
    for result in results:
        if not result.valid:
            address = urldefrag(result.final_url or result.address).url
            first_results.setdefault(address, result)
            parents.setdefault(address, {})[_parent_page(result)] = None
    for address, result in first_results.items():
        status = classify_result(result, limits.timeout)
        message = status.message.replace(result.address, address, 1)
        yield Problem(
            code="deployed-link-dead",
            message=message + _page_count_suffix(len(parents[address])),
            fix="correct the link, or deploy what is missing",
            places=tuple(Place(parent) for parent in sorted(parents[address])),
            subject=address,
        )


def _missing_anchors(results: Iterable[LinkcheckerResult]) -> Iterable[Problem]:
    parents: dict[str, dict[str, None]] = {}
    for result in results:
        if result.valid and _NO_ANCHOR_WARNING in result.warnings:
            parents.setdefault(result.final_url, {})[_parent_page(result)] = None
    for address, pages in parents.items():
        yield Problem(
            code="deployed-without-anchor",
            message=f"{address} has no such anchor{_page_count_suffix(len(pages))}",
            fix="correct the anchor, or deploy the page that has it",
            places=tuple(Place(parent) for parent in sorted(pages)),
            subject=address,
        )


def _parent_page(result: LinkcheckerResult) -> str:
    """The page that a link stands on; the address itself where the crawl began with it."""
    return urldefrag(result.parent or result.final_url or result.address).url


def _page_count_suffix(pages: int) -> str:
    return f" (on {pages} pages)" if pages > 1 else ""


def _check_url(url: str) -> None:
    if not url.startswith(("http://", "https://")) or has_credentials(url) or len(url.split()) != 1:
        problem = Problem(
            code="bad-url",
            message="the address to crawl must begin with http:// or https:// and carry no password",
            fix="give the address of the deployed site, such as https://example.org/docs/",
        )
        raise ReviError(problem)
