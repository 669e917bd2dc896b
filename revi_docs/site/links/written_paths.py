"""Paths as a person types them in the source of a page: relative to the page, not to the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath

from revi_docs.site.links.source_locator import LinkForm, SourceLocator

_INDEX_STEMS = ("index", "README")


@dataclass(frozen=True, slots=True)
class WrittenPaths:
    """What the links of an issue are relative to: a folder of the sources and a folder of the site.

    None: a path is written as it is, because the links differ in that, or are not in the source of a page.
    """

    source_folder: str | None = None
    site_folder: str | None = None

    def source(self, path: str) -> str:
        """The path of a source file, relative to the repository, as a link of the issue spells it."""
        return path if self.source_folder is None else relpath(path, self.source_folder or ".")

    def site_path(self, path: str) -> str:
        """The path of a file of the site as a link of the issue spells it."""
        if self.site_folder is None:
            return path
        written_path = relpath(path, self.site_folder or ".")
        return f"{written_path}/" if path.endswith("/") else written_path


def written_paths(locator: SourceLocator, page_urls: Mapping[str, Iterable[str]]) -> WrittenPaths:
    """How to spell a path in the links `page_urls`: page → the URLs as written there."""
    folders = {_folders(locator, page, url) for page, urls in page_urls.items() for url in urls}
    return WrittenPaths(*folders.pop()) if len(folders) == 1 else WrittenPaths()


def _folders(locator: SourceLocator, page: str, url: str) -> tuple[str | None, str | None]:
    source = locator.sources.pages.get(page)
    form = locator.link_form(page, url)
    if source is None or form is LinkForm.ABSENT or url.startswith("/"):
        return None, None
    if form is LinkForm.OTHER:
        # MkDocs does not rewrite raw HTML, so its URLs are relative to the built page.
        return None, dirname(page)
    stem = source.rpartition("/")[2].rpartition(".")[0]
    is_deeper = stem not in _INDEX_STEMS and page.rpartition("/")[0].rpartition("/")[2] == stem
    return dirname(source), dirname(dirname(page)) if is_deeper else dirname(page)
