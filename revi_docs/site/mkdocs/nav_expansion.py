"""Expansion of the navigation: the index of a folder in `nav` adds the other pages of the folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

INDEX_SUFFIX = "/index.md"

Title = Callable[[str], str]
"""From the source path of a page to its title."""

SortKey = Callable[[str], Any]
"""From the source path of a page or a folder (which ends with a slash) to its sort key."""


@dataclass(frozen=True, slots=True)
class NavExpander:
    """Adds pages to a navigation; `pages` are the source paths of all pages."""

    pages: Collection[str]
    title: Title
    sort_key: SortKey

    def expand(self, nav: list[Any]) -> list[Any]:
        """Add the pages of each folder below its index, except those that the navigation already lists.

        The first entry of a section is the page of the section itself, so its folder has no section of its own.
        """
        return self._expand_entries(nav, frozenset(nav_targets(nav)))

    def _expand_entries(self, entries: list[Any], explicit_pages: frozenset[str]) -> list[Any]:
        expanded: list[Any] = []
        for position, entry in enumerate(entries):
            title, target = next(iter(entry.items())) if isinstance(entry, dict) and entry else (None, entry)
            if isinstance(target, list):
                expanded.append({title: self._expand_entries(target, explicit_pages)})
                continue
            children = (
                self._folder_entries(target, explicit_pages)
                if isinstance(target, str) and target.endswith(INDEX_SUFFIX)
                else []
            )
            if not children:
                expanded.append(entry)
            elif title is None and position == 0:
                expanded += [entry, *children]
            else:
                expanded.append({title or self.title(target): [target, *children]})
        return expanded

    def _folder_entries(self, index: str, explicit_pages: frozenset[str]) -> list[Any]:
        """The entries for the pages of a folder, except its index."""
        folder = index.removesuffix("index.md")
        excluded = explicit_pages | {index}
        folder_pages = [page for page in self.pages if page.startswith(folder) and page not in excluded]
        direct_pages = {page for page in folder_pages if "/" not in page[len(folder) :]}
        subfolders = {
            folder + page[len(folder) :].split("/")[0] + "/" for page in folder_pages if page not in direct_pages
        }
        paths = direct_pages | {path for path in subfolders if f"{path}index.md" not in explicit_pages}
        return [self._page_or_folder_entry(path, explicit_pages) for path in sorted(paths, key=self.sort_key)]

    def _page_or_folder_entry(self, path: str, explicit_pages: frozenset[str]) -> Any:
        if not path.endswith("/"):
            return path
        index = f"{path}index.md"
        children = self._folder_entries(index, explicit_pages)
        if index in self.pages:
            return {self.title(index): [index, *children]} if children else index
        return {self.title(path): children}


def nav_targets(nav: Iterable[Any]) -> Iterable[str]:
    """The pages and addresses in a configured navigation, at any depth."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for target in entry.values():
                yield from nav_targets(target if isinstance(target, list) else [target])
