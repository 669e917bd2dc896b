"""Kinds of links whose findings are warnings, because the user says so in `validation` of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

_ABOUT_MISSING_TARGETS = frozenset(
    ("missing-page", "missing-file", "missing-image", "wrong-case", "directory-without-index", "link-leaves-site")
)


@dataclass(frozen=True, slots=True)
class QuietLinks:
    """The levels of `validation` that the user states below `warn`, in the words of MkDocs.

    The last two are of `validation.nav`, the others of `validation.links`.
    """

    anchors: bool = False
    not_found: bool = False
    absolute_links: bool = False
    unrecognized_links: bool = False
    nav_not_found: bool = False
    nav_absolute_links: bool = False

    def cover(self, code: str, urls: Iterable[str]) -> bool:
        """Whether `validation` makes a finding about these URLs, as written in the pages, a warning."""
        if code == "missing-anchor":
            return self.anchors
        return code in _ABOUT_MISSING_TARGETS and all(self._covers(url) for url in urls)

    def cover_navigation(self, code: str, urls: Iterable[str]) -> bool:
        """Whether `validation.nav` makes a finding about an entry of the navigation a warning."""
        if code not in _ABOUT_MISSING_TARGETS:
            return False
        # The page for 404 has absolute URLs always; an absolute entry has one everywhere.
        return self.nav_absolute_links if all(url.startswith("/") for url in urls) else self.nav_not_found

    def _covers(self, url: str) -> bool:
        path = url.partition("#")[0].partition("?")[0]
        if path.startswith("/"):
            return self.absolute_links
        # MkDocs recognizes a link to a file by the suffix.
        return self.not_found if PurePosixPath(path).suffix and not path.endswith("/") else self.unrecognized_links
