"""The gate: a built site in, a report out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from revi_docs.problems.problem import Place, Problem, ReviError, in_order
from revi_docs.site.links.diagnose import Diagnosis
from revi_docs.site.links.finder import Finder
from revi_docs.site.links.listing import Listing, list_site
from revi_docs.site.links.page import read_page
from revi_docs.site.links.report import LinkReport, OutsideLink
from revi_docs.site.links.resolve import Resolver, prefix_of
from revi_docs.site.links.sources import Sources
from revi_docs.site.links.survey import Survey
from revi_docs.site.links.words import Known, fix, message

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"url\(\s*(?:'([^']*)'|\"([^\"]*)\"|([^)'\"\s]+))\s*\)"
    r"|@import\s+['\"]([^'\"]+)['\"]"
)


def check_site(site: Path, sources: Sources | None = None, site_url: str = "") -> LinkReport:
    """Check every link inside a built site, in one pass over its HTML files and style sheets.

    `site_url` is the address that the site is built for: its path is where the site's root lies, and
    web addresses that begin with it are links inside the site. Raises ReviError where the folder is
    missing or holds no page.
    """
    sources = sources or Sources()
    listing = list_site(site)
    if not listing.pages:
        raise ReviError(_no_pages(site))
    finder = Finder(site, sources)
    resolver = Resolver(listing, prefix_of(site_url))
    survey = Survey(resolver, Diagnosis(resolver, finder), site_url)
    for path in listing.pages:
        page = read_page(path, (site / path).read_bytes())
        survey.take(page, finder.prose(path) if page.brackets else None)
    for path in listing.styles:
        survey.take_style(path, css_addresses((site / path).read_text(encoding="utf-8", errors="replace")))
    survey.finish()
    return LinkReport(
        problems=in_order(_problems(survey, finder, listing)),
        pages=len(listing.pages),
        links=survey.links,
        outside=tuple(OutsideLink(one, tuple(on), finder) for one, on in sorted(survey.outside.items())),
    )


def css_addresses(style: str) -> Iterator[str]:
    """The addresses in a style sheet: `url(…)` and `@import`; pictures given as data are none."""
    for match in _CSS_ADDRESS.finditer(_COMMENT.sub("", style)):
        address = next((group for group in match.groups() if group is not None), "")
        if address and not address.startswith("data:"):
            yield address


def _problems(survey: Survey, finder: Finder, listing: Listing) -> Iterator[Problem]:
    known = Known(listing.files, frozenset(finder.sources.pages.values()), survey.anchors)
    for fault, spots in survey.faults.each():
        yield Problem(
            code=fault.code,
            message=message(fault, len(spots)),
            fix=fix(fault, known),
            places=finder.places(fault, spots),
            subject=fault.target,
        )


def _no_pages(site: Path) -> Problem:
    return Problem(
        code="site-without-pages",
        message=f"{site} holds no HTML page",
        fix="build the site first, or name the folder that it was built into",
        places=(Place(str(site)),),
    )
