"""Classification of broken links: compares the URL in the source with what exists in the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath

from revi_docs.site.links.link_issues import LinkIssue
from revi_docs.site.links.page_parser import LinkUse
from revi_docs.site.links.resolver import MISSING, Resolution, Resolver, display_path
from revi_docs.site.links.source_locator import LinkForm, SourceLocator

_MISSING_BY_USE = {
    LinkUse.IMAGE: "missing-image",
    LinkUse.STYLE: "missing-style",
    LinkUse.SCRIPT: "missing-script",
    LinkUse.FILE: "missing-file",
}
# An address without a suffix is a page, too: `use_directory_urls` writes such addresses.
_PAGE_SUFFIXES = ("", ".html", ".htm", ".md")
_INDEX_STEMS = ("index", "README")


@dataclass(frozen=True)
class IssueClassifier:
    """Turns a resolution without a file into the issue to report."""

    resolver: Resolver
    locator: SourceLocator

    @cached_property
    def _page_by_source(self) -> dict[str, str]:
        return {source: page for page, source in self.locator.sources.pages.items()}

    @cached_property
    def _casefolded_sources(self) -> dict[str, str]:
        return {source.casefold(): source for source in self._page_by_source}

    def classify(self, page: str, path: str, use: LinkUse, resolution: Resolution) -> LinkIssue:
        """The issue of `path` on a page; `resolution` is what a browser gets."""
        if resolution.code == "bad-link":
            return LinkIssue("bad-link", path, resolution.detail)
        form = self.locator.link_form(page, path)
        # An absolute path means the same on every page, so the form of the link does not matter.
        if form is not LinkForm.ABSENT and not path.startswith("/"):
            if path.endswith(".md"):
                return self._markdown_link_issue(self.locator.sources.pages[page], path)
            return self._relative_link_issue(page, path, use, resolution, form)
        return _issue_for(resolution, use)

    def is_from_theme(self, page: str, url: str) -> bool:
        """Whether the page has a source that does not contain the URL."""
        return page in self.locator.sources.pages and self.locator.link_form(page, url) is LinkForm.ABSENT

    def _markdown_link_issue(self, source: str, path: str) -> LinkIssue:
        """The issue of a link to a Markdown file that MkDocs did not rewrite."""
        target = normpath(f"{PurePosixPath(source).parent}/{path}")
        if target.startswith("../"):
            return LinkIssue("link-leaves-site", path)
        if target in self._page_by_source:
            page = display_path(self._page_by_source[target])
            hint = f"link to '{page}', the built page; MkDocs does not rewrite raw HTML"
            return LinkIssue("missing-page", target, hint, raw_html=True)
        actual_path = self._casefolded_sources.get(target.casefold(), "")
        return LinkIssue("wrong-case" if actual_path else "missing-page", target, actual_path)

    def _relative_link_issue(
        self, page: str, path: str, use: LinkUse, resolution: Resolution, form: LinkForm
    ) -> LinkIssue:
        """The issue of a relative link in a page that is one folder deeper than its source.

        `guide.md` becomes `guide/index.html`. A Markdown link is relative to `guide.md`; a URL in
        raw HTML is relative to the built page.
        """
        stem = PurePosixPath(self.locator.sources.pages[page]).stem
        # The page of an index is in the same folder as its source, so its links need no correction.
        if stem in _INDEX_STEMS or not (page == f"{stem}/index.html" or page.endswith(f"/{stem}/index.html")):
            return _issue_for(resolution, use)
        intended = self.resolver.resolve(self.resolver.folder_of(page).rpartition("/")[0], path)
        if intended.file:
            hint = "add one '../' at the start: the built page is one folder deeper than its source"
            return replace(_issue_for(resolution, use), detail=hint, raw_html=True)
        return _issue_for(intended if form is LinkForm.MARKDOWN else resolution, use)


def _issue_for(resolution: Resolution, use: LinkUse) -> LinkIssue:
    code = resolution.code
    if code == MISSING or (code == "directory-without-index" and use in _MISSING_BY_USE):
        return LinkIssue(_missing_code(resolution.target, use), resolution.target)
    return LinkIssue(code, resolution.target, resolution.detail)


def _missing_code(target: str, use: LinkUse) -> str:
    if use in _MISSING_BY_USE:
        return _MISSING_BY_USE[use]
    looks_like_page = target.endswith("/") or PurePosixPath(target).suffix.lower() in _PAGE_SUFFIXES
    return "missing-page" if looks_like_page else "missing-file"
