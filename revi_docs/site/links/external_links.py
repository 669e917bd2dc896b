"""Links to the outside: each address is asked for once, politely, and good answers are remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.site.links.link_cache import load, save
from revi_docs.site.links.link_report import ExternalLink
from revi_docs.site.links.link_status import LinkStatus, classify_result
from revi_docs.site.links.linkchecker import RequestLimits, check_addresses, require_linkchecker


@dataclass(frozen=True, slots=True)
class ExternalCheckOptions:
    """The pace, for how many days a good answer is believed, and the time that counts as now."""

    limits: RequestLimits = field(default_factory=RequestLimits)
    cache_days: float = 7
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


def check_external_links(
    links: Iterable[ExternalLink], cache_file: Path, options: ExternalCheckOptions | None = None
) -> tuple[Problem, ...]:
    """Ask for every address that is not known to be good, and remember the good ones in `cache_file`.

    No cookie, password or referring page is sent; an address that carries a password is a problem and
    is not asked for. Parts after `#` are not compared. Raises ReviError where linkchecker is not
    installed or does not run.
    """
    options = options or ExternalCheckOptions()
    require_linkchecker()
    pages: dict[str, list[ExternalLink]] = {}
    problems: list[Problem] = []
    for link in links:
        if has_credentials(link.address):
            problems.append(_credentials_problem(link))
        else:
            pages.setdefault(urldefrag(link.address).url, []).append(link)
    cache = load(cache_file)
    pending = sorted(pages.keys() - cache.fresh(options.now, options.cache_days))
    statuses = _check(pending, options.limits)
    reachable = [address for address, status in statuses.items() if status.is_reachable]
    save(cache_file, cache.with_reachable(reachable, options.now, options.cache_days))
    problems += [
        _problem(status, address, pages[address]) for address, status in statuses.items() if status.code
    ]
    return sorted_problems(problems)


def has_credentials(address: str) -> bool:
    """True for an address with a user name or password before its host."""
    return "@" in urlsplit(address).netloc


def _check(addresses: list[str], limits: RequestLimits) -> Mapping[str, LinkStatus]:
    if not addresses:
        return {}
    results = {result.address: result for result in check_addresses(addresses, limits)}
    return {
        address: classify_result(results[address], limits.timeout)
        if address in results
        else _not_checked(address)
        for address in addresses
    }


def _not_checked(address: str) -> LinkStatus:
    message = f"{address} was not reached before the check was stopped"
    return LinkStatus("outside-unanswered", message, "run the check again; what was answered is remembered")


def _problem(status: LinkStatus, address: str, links: list[ExternalLink]) -> Problem:
    places = dict.fromkeys(place for link in links for place in link.places)
    pages = {page for link in links for page in link.pages}
    suffix = f" (on {len(pages)} pages)" if len(pages) > 1 else ""
    return Problem(
        code=status.code,
        message=status.message + suffix,
        fix=status.fix,
        places=tuple(sorted(places, key=_line_first_key)),
        subject=address,
    )


def _credentials_problem(link: ExternalLink) -> Problem:
    redacted = urlsplit(link.address)._replace(netloc="…@" + urlsplit(link.address).netloc.rpartition("@")[2])
    return Problem(
        code="outside-with-password",
        message=f"{redacted.geturl()} carries a user name or password; it was not asked for",
        fix="take it out of the address, and change the password where it was a real one",
        places=link.places,
        subject=redacted.geturl(),
    )


def _line_first_key(place: Place) -> tuple[bool, Place]:
    return (not place.line, place)
