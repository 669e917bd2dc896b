"""The files and folders of a built site, listed once, so that checking a link needs no file system call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """All files and folders of a site, as paths relative to it with forward slashes; "" is the site itself.

    `casefolded` is a path without case → the path as spelled on disk.
    """

    files: frozenset[str]
    folders: frozenset[str]
    casefolded: Mapping[str, str]

    @property
    def pages(self) -> tuple[str, ...]:
        """The HTML files, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith((".html", ".htm"))))

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The style sheets, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith(".css")))


def scan_site(site: Path) -> SiteFiles:
    """List the files of a site. Symbolic links to folders are listed but not followed."""
    files: list[str] = []
    folders: list[str] = [""]
    for folder, subfolders, file_names in os.walk(site):
        prefix = Path(folder).relative_to(site).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        folders += [prefix + name for name in subfolders]
        files += [prefix + name for name in file_names]
    casefolded = {path.casefold(): path for path in (*folders, *files)}
    return SiteFiles(frozenset(files), frozenset(folders), casefolded)
