"""Faults gathered over all pages: one cause is one fault, with every page it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class LinkIssue:
    """One cause: a code, what it is about (the resolved target where there is one), and a detail.

    `raw_html` says that only raw HTML can have this fault, for the builder mends it in Markdown; the
    detail is then the fix.
    """

    code: str
    target: str
    detail: str = ""
    raw_html: bool = False


PageAddresses = dict[str, dict[str, None]]


@dataclass(slots=True)
class LinkIssues:
    """All faults with their spots: page, and the addresses as written there.

    `strange` are the addresses that no source of their page holds: the theme or the navigation put them
    there. The same address then leads elsewhere from every folder and is still one cause.
    """

    addresses_by_issue: dict[LinkIssue, PageAddresses] = field(default_factory=dict)
    theme_issues: dict[tuple[str, str], dict[LinkIssue, PageAddresses]] = field(default_factory=dict)

    def add(self, issue: LinkIssue, page: str, address: str) -> None:
        """Note that a page has this fault in what is written there."""
        self.addresses_by_issue.setdefault(issue, {}).setdefault(page, {})[address] = None

    def add_theme_issue(self, issue: LinkIssue, page: str, address: str) -> None:
        """Note a fault in something that the page's own source does not hold."""
        issues = self.theme_issues.setdefault((issue.code, address), {})
        issues.setdefault(issue, {}).setdefault(page, {})[address] = None

    def sorted_issues(self) -> Iterable[tuple[LinkIssue, Mapping[str, Iterable[str]]]]:
        """Every fault with page → what is written there, sorted by fault."""
        for (code, address), issues in self.theme_issues.items():
            issue = next(iter(issues)) if len(issues) == 1 else LinkIssue(code, address)
            for page_addresses in issues.values():
                for page in page_addresses:
                    self.add(issue, page, address)
        self.theme_issues.clear()
        return sorted(self.addresses_by_issue.items())
