"""Which source file a page of the site is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageSources:
    """The way back from a page to the file that a person edits.

    `pages` leads from a page's path relative to the site (`guide/index.html`) to its source file
    relative to `root` (`docs/guide.md`); `root` is the repository. `settings` are files relative to
    `root` that name what the theme and the navigation put on every page (`mkdocs.yml`). All may be left
    out: then every fault is reported at the HTML file.
    """

    root: Path = field(default_factory=Path)
    pages: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
