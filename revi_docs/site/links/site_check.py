"""The link check of a built site: HTML files and style sheets in, a report out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.ignored_links import IgnoredLinks
from revi_docs.site.links.issue_classifier import IssueClassifier
from revi_docs.site.links.issue_messages import LinkCandidates, issue_fix, issue_message
from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.link_report import ExternalLink, LinkReport
from revi_docs.site.links.link_validator import LinkValidator
from revi_docs.site.links.parsed_pages import ParsedPages
from revi_docs.site.links.quiet_links import QuietLinks
from revi_docs.site.links.resolver import Resolver, prefix_of
from revi_docs.site.links.site_files import SiteFiles, scan_site
from revi_docs.site.links.source_locator import LinkForm, PageSources, SourceLocator
from revi_docs.site.links.written_paths import written_paths

# As browsers do: a comment without an end lasts until the end of the file.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"url\(\s*(?:'([^']*)'|\"([^\"]*)\"|([^()'\"\s]+))\s*\)"
    r"|@import\s+['\"]([^'\"]+)['\"]"
)


def check_site(
    site: Path | ParsedPages,
    sources: PageSources | None = None,
    site_url: str = "",
    ignored: IgnoredLinks | None = None,
    quiet: QuietLinks | None = None,
) -> LinkReport:
    """Check every link inside a built site, except those that `ignored` matches; those of `quiet` are warnings.

    `site_url` is the URL that the site is built for. Web URLs that start with it are links
    inside the site, and its path is the root of the site. Pages of `site` may be parsed already.
    Raises ReviError if the folder does not exist or contains no page.
    """
    sources = sources or PageSources()
    ignored = ignored or IgnoredLinks()
    parsed_pages = site if isinstance(site, ParsedPages) else ParsedPages(site)
    site = parsed_pages.site
    site_files = scan_site(site)
    if not site_files.pages:
        raise ReviError(
            Problem(
                code="site-without-pages",
                message=f"{site} contains no HTML page",
                fix="run 'revi-docs build' first, or pass the folder that the site was built into",
                places=(Place(str(site)),),
            )
        )
    locator = SourceLocator(site, sources)
    resolver = Resolver(site_files, prefix_of(site_url))
    validator = LinkValidator(resolver, IssueClassifier(resolver, locator), site_url)
    for path in site_files.pages:
        page = parsed_pages.read(path)
        # Few pages have references, so the prose of the others is not read.
        validator.check_page(page, locator.prose(path) if page.reference_names else None)
    for path in site_files.stylesheets:
        style = (site / path).read_text(encoding="utf-8", errors="replace")
        validator.check_stylesheet(path, css_urls(style))
    # After all pages, because only then all anchors are known.
    validator.check_anchors()
    return LinkReport(
        problems=sorted_problems(_problems(validator, locator, site_files, ignored, quiet or QuietLinks())),
        pages=len(site_files.pages),
        links=validator.links,
        external_links=tuple(
            ExternalLink(url, tuple(pages), locator)
            for url, pages in sorted(validator.external_links.items())
            if not ignored.match(url)
        ),
    )


def css_urls(style: str) -> Iterator[str]:
    """The URLs in a style sheet: `url(…)` and `@import`, without `data:` URLs."""
    for match in _CSS_ADDRESS.finditer(_COMMENT.sub("", style)):
        url = next((group for group in match.groups() if group is not None), "")
        if url and not url.startswith("data:"):
            yield url


def _problems(
    validator: LinkValidator, locator: SourceLocator, site_files: SiteFiles, ignored: IgnoredLinks, quiet: QuietLinks
) -> Iterator[Problem]:
    def source(page: str) -> list[str]:
        return [locator.sources.pages[page]] if page in locator.sources.pages else []

    candidates = LinkCandidates(site_files.files, locator.sources.pages, validator.anchors, locator.sources.generated)
    for issue, all_urls in _without_repetitions(validator.issues.sorted_issues(), locator):
        page_urls = {
            page: kept_urls
            for page, urls in all_urls.items()
            if (kept_urls := [url for url in urls if not ignored.match(url, issue.target, *source(page))])
        }
        if not page_urls:
            continue
        problem = Problem(
            code=issue.code,
            message=issue_message(issue, len(page_urls)),
            fix=issue_fix(issue, candidates, written_paths(locator, page_urls)),
            places=locator.places(issue, page_urls),
            subject=issue.target,
        )
        yield replace(problem, severity="warning") if _is_quiet(problem, page_urls, locator, quiet) else problem


def _is_quiet(
    problem: Problem, page_urls: Mapping[str, Iterable[str]], locator: SourceLocator, quiet: QuietLinks
) -> bool:
    """Whether a problem is a warning: the settings say so, or no source of a page contains the repeated id."""
    if problem.code == "duplicate-id":
        # The theme or a plugin makes such an id out of words that the writer may repeat, such as tags.
        return not problem.places[0].line and min(page_urls) in locator.sources.pages
    urls = {url for urls in page_urls.values() for url in urls}
    if all(place.file in locator.sources.settings for place in problem.places):
        return quiet.cover(problem.code, urls) or quiet.cover_navigation(problem.code, urls)
    return quiet.cover(problem.code, urls)


def _without_repetitions(
    issues: Iterable[tuple[LinkIssue, Mapping[str, Iterable[str]]]], locator: SourceLocator
) -> list[tuple[LinkIssue, Mapping[str, Iterable[str]]]]:
    """Leave out the pages that repeat a link of another page, such as the lists of posts of a blog.

    Such a page shows the same URL with the same code, and its own source does not contain it.
    """
    listed_issues = [(issue, {page: tuple(urls) for page, urls in page_urls.items()}) for issue, page_urls in issues]
    source_urls = {
        (issue.code, url)
        for issue, page_urls in listed_issues
        for page, urls in page_urls.items()
        for url in urls
        if issue.code != "duplicate-id" and locator.link_form(page, url) is not LinkForm.ABSENT
    }
    kept_issues: list[tuple[LinkIssue, Mapping[str, Iterable[str]]]] = []
    for issue, page_urls in listed_issues:
        uses = ((page, url) for page, urls in page_urls.items() for url in urls)
        own_uses: dict[str, list[str]] = {}
        for page, url in uses:
            if (issue.code, url) not in source_urls or locator.link_form(page, url) is not LinkForm.ABSENT:
                own_uses.setdefault(page, []).append(url)
        if own_uses:
            kept_issues.append((issue, own_uses))
    return kept_issues
