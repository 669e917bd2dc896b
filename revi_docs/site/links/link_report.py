"""What a pass over a site answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from revi_docs.problems.problem import Place, Problem
from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.source_locator import SourceLocator


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """One web address outside of the site, as written, with the pages (relative to the site) it stands on."""

    address: str
    pages: tuple[str, ...] = ()
    locator: SourceLocator | None = field(default=None, compare=False, repr=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it was written, looked up when asked for: source file and line where they can be found."""
        if self.locator is None:
            return tuple(Place(page) for page in self.pages)
        return self.locator.places(
            LinkIssue("outside", self.address), dict.fromkeys(self.pages, (self.address,))
        )


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The problems of a site, how many pages and inner links were checked, and the links to the outside."""

    problems: tuple[Problem, ...]
    pages: int
    links: int
    external_links: tuple[ExternalLink, ...]
