"""The check of external links: one request for each URL, rate-limited; successful results are cached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from revi_docs.problems.problem import Problem, sorted_problems
from revi_docs.site.links.guarded_linkchecker import is_public, literal_address
from revi_docs.site.links.link_cache import load, save
from revi_docs.site.links.link_issues import page_count_suffix
from revi_docs.site.links.link_report import ExternalLink
from revi_docs.site.links.link_status import LinkStatus, classify_result, private_address, unsupported_url
from revi_docs.site.links.linkchecker import RequestLimits, check_urls, require_linkchecker


@dataclass(frozen=True, slots=True)
class ExternalCheckOptions:
    """Request limits, how many days a successful result stays valid, and the current time."""

    limits: RequestLimits = field(default_factory=RequestLimits)
    cache_days: float = 7  # arbitrary: a dead link is reported within a week
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


def check_external_links(
    links: Iterable[ExternalLink], root: Path, options: ExternalCheckOptions | None = None
) -> tuple[Problem, ...]:
    """Request every URL without a valid result in the cache of `root`, and cache the successful results.

    No cookie, password or referrer is sent. A URL that contains a password is reported and not
    requested. Anchors are not checked. Raises ReviError if linkchecker is not installed or fails.
    """
    options = options or ExternalCheckOptions()
    require_linkchecker()
    pages: dict[str, list[ExternalLink]] = {}
    problems: list[Problem] = []
    for link in links:
        # A request would send the password, and a report would show it.
        if has_credentials(link.url):
            problems.append(_credentials_problem(link))
        else:
            # One request for all anchors of a page.
            pages.setdefault(urldefrag(link.url).url, []).append(link)
    cache = load(root)
    pending = sorted(pages.keys() - cache.fresh(options.now, options.cache_days))
    statuses = _check(pending, options.limits)
    reachable = [url for url, status in statuses.items() if status.is_reachable]
    save(root, cache.with_reachable(reachable, options.now, options.cache_days))
    problems += [_problem(status, url, pages[url]) for url, status in statuses.items() if status.code]
    return sorted_problems(problems)


def has_credentials(url: str) -> bool:
    """Whether the URL contains a user name or a password before its host."""
    return "@" in urlsplit(url).netloc


def _check(urls: list[str], limits: RequestLimits) -> Mapping[str, LinkStatus]:
    statuses = {url: status for url in urls if (status := _literal_status(url, limits.allowed_hosts))}
    requested = [url for url in urls if url not in statuses]
    if requested:
        results = {result.url: result for result in check_urls(requested, limits)}
        for url in requested:
            is_checked = url in results
            statuses[url] = classify_result(results[url], limits.timeout) if is_checked else _not_checked(url)
    return statuses


def _literal_status(url: str, allowed_hosts: Collection[str]) -> LinkStatus | None:
    """The status of a URL with an IP address that is not requested; None if it is requested."""
    host = urlsplit(url).hostname or ""
    ip = literal_address(host)
    if ip and host not in allowed_hosts and not is_public(ip):
        return private_address(url)
    return unsupported_url(url) if ":" in host else None


def _not_checked(url: str) -> LinkStatus:
    message = f"{url} was not checked before the time limit"
    fix = "run the check again; successful results are cached"
    return LinkStatus("external-not-checked", message, fix)


def _problem(status: LinkStatus, url: str, links: list[ExternalLink]) -> Problem:
    places = dict.fromkeys(place for link in links for place in link.places)
    pages = {page for link in links for page in link.pages}
    return Problem(
        code=status.code,
        message=status.message + page_count_suffix(len(pages)),
        fix=status.fix,
        severity="warning" if status.is_warning else "error",
        # Places with a line first: an editor can open them at once.
        places=tuple(sorted(places, key=lambda place: (not place.line, place))),
        subject=url,
    )


def _credentials_problem(link: ExternalLink) -> Problem:
    redacted = urlsplit(link.url)._replace(netloc="…@" + urlsplit(link.url).netloc.rpartition("@")[2])
    return Problem(
        code="external-with-password",
        message=f"{redacted.geturl()} contains a user name or password; it was not requested",
        fix="remove it from the URL; if it was a real password, change the password",
        places=link.places,
        subject=redacted.geturl(),
    )
