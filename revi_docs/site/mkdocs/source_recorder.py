"""A MkDocs plugin, added by the build itself: it records the source of each page, and removes links to outside."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from revi_docs.site.mkdocs.linked_sources import linked_sources, real_paths

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


log = logging.getLogger("mkdocs.plugins.revi")


class SourceRecorderConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin has no settings."""


class SourceRecorder(BasePlugin[SourceRecorderConfig]):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """Records the sources of one build; calls `on_page` with the path of each written page except the last."""

    def __init__(self, root: Path, on_page: Callable[[str], None] | None = None) -> None:
        self._root = root
        self._on_page = on_page
        self._last_page = ""
        self._source_paths: dict[str, str] = {}

    # Before other plugins, which may read the files.
    @event_priority(1000)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Remove files that are links to outside, and log a problem for each."""
        by_source = {file.abs_src_path: file for file in files if file.abs_src_path}
        for source, problem in linked_sources(self._root, config.docs_dir, by_source):
            files.remove(by_source[source])
            log.warning("%s: %s", problem.first_place, problem.message, extra={"problem": problem})
        return files

    # After other plugins, which may add pages in this event.
    @event_priority(-100)
    def on_env(self, env: Environment, *, files: Files, **_: object) -> None:  # noqa: ARG002 - a named parameter of the event
        """Record all pages."""
        self._source_paths = {file.dest_uri: file.abs_src_path or "" for file in files.documentation_pages()}

    # After other plugins: MkDocs writes the page next.
    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Report the page before this one, which is written now."""
        if self._on_page and self._last_page:
            self._on_page(self._last_page)
        self._last_page = page.file.dest_uri
        return output

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self._source_paths)

    def sources(self, root: Path) -> dict[str, str]:
        """A page's path relative to the site → its source relative to the repository.

        Pages that a plugin generated, or whose source is outside the repository, are left out.
        """
        absolute_root = root.resolve()
        targets = dict(real_paths(filter(None, self._source_paths.values())))
        return {
            page: targets[source].relative_to(absolute_root).as_posix()
            for page, source in self._source_paths.items()
            if source and targets[source].is_relative_to(absolute_root)
        }
