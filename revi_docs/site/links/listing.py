"""What a built site consists of, read once: no link costs a question to the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listing:
    """All files and folders of a site, as paths relative to it with forward slashes; "" is the site itself.

    `folded` leads from a path in lower case to the path as it is spelled on disk.
    """

    files: frozenset[str]
    folders: frozenset[str]
    folded: Mapping[str, str]

    @property
    def pages(self) -> tuple[str, ...]:
        """The HTML files, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith((".html", ".htm"))))

    @property
    def styles(self) -> tuple[str, ...]:
        """The style sheets, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith(".css")))


def list_site(site: Path) -> Listing:
    """Walk the site once. Symbolic links to folders are listed but not followed."""
    files: list[str] = []
    folders: list[str] = [""]
    for here, inner, names in os.walk(site):
        prefix = Path(here).relative_to(site).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        folders += [prefix + name for name in inner]
        files += [prefix + name for name in names]
    folded = {path.casefold(): path for path in (*folders, *files)}
    return Listing(frozenset(files), frozenset(folders), folded)
