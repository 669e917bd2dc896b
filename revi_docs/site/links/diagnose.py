"""What is really wrong with an address that leads nowhere, seen from where it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath

from revi_docs.site.links.faults import Fault
from revi_docs.site.links.finder import Finder, Written
from revi_docs.site.links.page import Use
from revi_docs.site.links.resolve import MISSING, Answer, Resolver, shown

_MISSING_BY_USE = {
    Use.IMAGE: "missing-image",
    Use.STYLE: "missing-style",
    Use.SCRIPT: "missing-script",
    Use.FILE: "missing-file",
}
_PAGE_SUFFIXES = ("", ".html", ".htm", ".md")
_INDEXES = ("index", "README")


@dataclass(frozen=True)
class Diagnosis:
    """Turns an answer without a file into the fault to report."""

    resolver: Resolver
    finder: Finder

    @cached_property
    def _page_of(self) -> dict[str, str]:
        return {source: page for page, source in self.finder.sources.pages.items()}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {source.casefold(): source for source in self._page_of}

    def fault(self, page: str, path: str, use: Use, answer: Answer) -> Fault:
        """The fault of `path` on a page, of which `answer` is what the browser gets."""
        if answer.code == "bad-link":
            return Fault("bad-link", path, answer.detail)
        written = self.finder.written_as(page, path)
        if written is not Written.NOWHERE and not path.startswith("/"):
            if path.endswith(".md"):
                return self._source_fault(self.finder.sources.pages[page], path)
            return self._seen_from_source(page, path, use, answer, written)
        return _named(answer, use)

    def is_strange(self, page: str, written: str) -> bool:
        """True when a page has a source and that does not hold what the page shows."""
        return page in self.finder.sources.pages and self.finder.written_as(page, written) is Written.NOWHERE

    def _source_fault(self, source: str, path: str) -> Fault:
        """A link to a Markdown file that the builder left as it was."""
        target = normpath(f"{PurePosixPath(source).parent}/{path}")
        if target.startswith("../"):
            return Fault("link-leaves-site", path)
        if target in self._page_of:
            page = shown(self._page_of[target])
            becomes = f"link to '{page}', the page it becomes; raw HTML is not rewritten"
            return Fault("missing-page", target, becomes, raw_html=True)
        spelled = self._folded.get(target.casefold())
        return Fault("wrong-case", target, spelled) if spelled else Fault("missing-page", target)

    def _seen_from_source(self, page: str, path: str, use: Use, answer: Answer, written: Written) -> Fault:
        """`guide.md` becomes `guide/index.html`, one folder deeper.

        What Markdown links to is meant as seen from `guide.md`; raw HTML is what the browser gets.
        """
        stem = PurePosixPath(self.finder.sources.pages[page]).stem
        if stem in _INDEXES or not (page == f"{stem}/index.html" or page.endswith(f"/{stem}/index.html")):
            return _named(answer, use)
        meant = self.resolver.resolve(self.resolver.folder_of(page).rpartition("/")[0], path)
        if meant.file:
            deeper = "its page stands one folder deeper than its source: put one more '../' in front"
            return replace(_named(answer, use), detail=deeper, raw_html=True)
        return _named(meant if written is Written.MARKDOWN else answer, use)


def _named(answer: Answer, use: Use) -> Fault:
    if answer.code == MISSING or (answer.code == "directory-without-index" and use in _MISSING_BY_USE):
        return Fault(_missing(answer.target, use), answer.target)
    return Fault(answer.code, answer.target, answer.detail)


def _missing(target: str, use: Use) -> str:
    if use in _MISSING_BY_USE:
        return _MISSING_BY_USE[use]
    looks_like_page = target.endswith("/") or PurePosixPath(target).suffix.lower() in _PAGE_SUFFIXES
    return "missing-page" if looks_like_page else "missing-file"
