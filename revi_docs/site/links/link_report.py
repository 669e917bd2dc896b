"""The result of the link check."""

from __future__ import annotations

from dataclasses import dataclass, field

from revi_docs.problems.problem import Place, Problem
from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.source_locator import SourceLocator


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A URL outside the site, as written, and the pages (relative to the site) that contain it."""

    url: str
    pages: tuple[str, ...] = ()
    locator: SourceLocator | None = field(default=None, compare=False, repr=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the link is written, located on demand: source file and line, or the HTML file."""
        if self.locator is None:
            return tuple(Place(page) for page in self.pages)
        issue = LinkIssue("external", self.url)
        return self.locator.places(issue, dict.fromkeys(self.pages, (self.url,)))


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The problems of a site, the numbers of pages and internal links checked, and the external links."""

    problems: tuple[Problem, ...]
    pages: int
    links: int
    external_links: tuple[ExternalLink, ...]
