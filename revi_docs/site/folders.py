"""The navigation of folders: an entry that leads to a folder's index brings the other pages along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

INDEX = "/index.md"

Title = Callable[[str], str]
"""From a page's source path to its title."""

Order = Callable[[str], Any]
"""From a page's source path or a folder's (which ends in a slash) to what it is sorted by."""


@dataclass(frozen=True, slots=True)
class Unfolding:
    """What is needed to add pages to a navigation: all source paths, their titles and their order."""

    pages: Collection[str]
    title: Title
    order: Order

    def unfold(self, nav: list[Any]) -> list[Any]:
        """The navigation with each folder's pages below its index, but for those that it lists itself."""
        return self._entries(nav, frozenset(all_listed(nav)))

    def _entries(self, entries: list[Any], listed: frozenset[str]) -> list[Any]:
        unfolded: list[Any] = []
        for entry in entries:
            title, target = next(iter(entry.items())) if isinstance(entry, dict) and entry else (None, entry)
            if isinstance(target, list):
                unfolded.append({title: self._entries(target, listed)})
                continue
            below = self._below(target, listed) if isinstance(target, str) and target.endswith(INDEX) else []
            if not below:
                unfolded.append(entry)
            elif title is None:
                unfolded += [entry, *below]
            else:
                unfolded.append({title: [target, *below]})
        return unfolded

    def _below(self, index: str, listed: frozenset[str]) -> list[Any]:
        """Entries for the pages of the folder that `index` is the first page of."""
        folder = index.removesuffix("index.md")
        known = listed | {index}
        inside = [page for page in self.pages if page.startswith(folder) and page not in known]
        direct = {page for page in inside if "/" not in page[len(folder) :]}
        folders = {folder + page[len(folder) :].split("/")[0] + "/" for page in inside if page not in direct}
        taken = {sub for sub in folders if f"{sub}index.md" in listed}
        return [self._entry(one, listed) for one in sorted(direct | folders - taken, key=self.order)]

    def _entry(self, one: str, listed: frozenset[str]) -> Any:
        if not one.endswith("/"):
            return one
        index = f"{one}index.md"
        below = self._below(index, listed)
        if index in self.pages:
            return {self.title(index): [index, *below]} if below else index
        return {self.title(one): below}


def all_listed(nav: Iterable[Any]) -> Iterable[str]:
    """What a configured navigation names, at any depth: pages and addresses."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for target in entry.values():
                yield from all_listed(target if isinstance(target, list) else [target])
