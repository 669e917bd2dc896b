"""Link issues of a whole site: one issue for each cause, with every page that has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class LinkIssue:
    """One cause: a code, its target (resolved if possible), and a detail that the message needs.

    `raw_html` is True if only raw HTML can have this issue, because MkDocs rewrites Markdown links;
    `detail` is then the fix.
    """

    code: str
    target: str
    detail: str = ""
    raw_html: bool = False


PageUrls = dict[str, dict[str, None]]


@dataclass(slots=True)
class LinkIssues:
    """All issues, each with its pages and the URLs as written there.

    `theme_issues` are URLs that come from the theme or the navigation, not from the source of the
    page. They are grouped by the URL as written: it resolves differently in every folder, but it
    has one cause.
    """

    urls_by_issue: dict[LinkIssue, PageUrls] = field(default_factory=dict)
    theme_issues: dict[tuple[str, str], dict[LinkIssue, PageUrls]] = field(default_factory=dict)

    def add(self, issue: LinkIssue, page: str, url: str) -> None:
        """Add an issue of a URL in the source of a page."""
        self.urls_by_issue.setdefault(issue, {}).setdefault(page, {})[url] = None

    def add_theme_issue(self, issue: LinkIssue, page: str, url: str) -> None:
        """Add an issue of a URL that the source of the page does not contain."""
        issues = self.theme_issues.setdefault((issue.code, url), {})
        issues.setdefault(issue, {}).setdefault(page, {})[url] = None

    def sorted_issues(self) -> Iterable[tuple[LinkIssue, Mapping[str, Iterable[str]]]]:
        """Every issue with page → URLs as written there, sorted by issue."""
        for (code, url), issues in self.theme_issues.items():
            issue = next(iter(issues)) if len(issues) == 1 else LinkIssue(code, url)
            for page_urls in issues.values():
                for page in page_urls:
                    self.add(issue, page, url)
        self.theme_issues.clear()
        return sorted(self.urls_by_issue.items())


def page_count_suffix(pages: int) -> str:
    """The end of a message about several pages."""
    return f" (on {pages} pages)" if pages > 1 else ""
