"""Rendering of pages in two processes: a fork renders the last pages while MkDocs renders the first ones.

MkDocs reads all pages, then renders one after the other with the templates of the theme, which is the longest part of
a build. What a page needs is complete before the first one is rendered, so their order does not matter. The fork starts
with the last page and MkDocs with the first; where they meet, all pages are rendered. MkDocs and its plugins handle
each page as if the template had been rendered there. If a template fails in the fork, MkDocs renders that page, too,
and reports the failure.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

MIN_PAGES = 60
"""The fork of a smaller site costs as much as it gains. Measured."""
_INDEPENDENT_PLUGINS = ("mkdocs.contrib.search", "material.plugins.search.", "revi_docs.")
"""Modules of plugins that change nothing that a template prints once the pages are read. Others may do that while pages
are rendered, as those that list pages in other pages."""
_RENDERING_EVENTS = ("page_context", "post_page")


class ParallelRenderingConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin has no settings."""


class ParallelRendering(BasePlugin[ParallelRenderingConfig]):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin that replaces the templates of pages; it needs a second processor."""

    def __init__(self) -> None:
        self._nav: Navigation | None = None
        self._pages: _LastPages | None = None

    # After other plugins, which may replace the navigation or the environment.
    @event_priority(-1000)
    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the navigation for the templates."""
        self._nav = nav

    @event_priority(-1000)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Any:
        """Return an environment whose templates take a page from the fork if that has rendered it."""
        doc_files = files.documentation_pages()
        if len(doc_files) < MIN_PAGES or self._nav is None or not _is_independent(config):
            return env
        self._pages = _LastPages(env, config, self._nav, doc_files)
        return _PageEnvironment(env, self._pages)

    # Before other plugins: all pages are rendered.
    @event_priority(1000)
    def on_post_build(self, **_: object) -> None:
        """End the fork."""
        self._close()

    def on_build_error(self, **_: object) -> None:
        """End the fork."""
        self._close()

    def _close(self) -> None:
        if self._pages:
            self._pages.close()


class _PageEnvironment:
    """The environment of the theme, as far as MkDocs uses it to render pages."""

    def __init__(self, env: Environment, pages: _LastPages) -> None:
        self._env = env
        self._pages = pages

    def get_template(self, name: str) -> _PageTemplate:
        return _PageTemplate(self._env.get_template(name), self._pages)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class _PageTemplate:
    """A template that renders a page unless the fork has done it."""

    def __init__(self, template: Template, pages: _LastPages) -> None:
        self._template = template
        self._pages = pages

    def render(self, context: Mapping[str, Any]) -> str:
        page = context["page"]
        if page is None:
            return self._template.render(context)
        output = self._pages.take(page.file.src_uri)
        if output is None:
            output = self._template.render(context)
            # After the first page: its templates are compiled, and the fork need not compile them again.
            self._pages.start(page)
        return output

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


class _LastPages:
    """The pages that the fork renders: it writes their texts to a temporary file, and their places to a pipe."""

    def __init__(self, env: Environment, config: MkDocsConfig, nav: Navigation, files: Sequence[File]) -> None:
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 - open until the build ends
        self._has_started = False
        self._receiver, self._sender = multiprocessing.Pipe(duplex=False)
        self._places: dict[str, tuple[int, int]] = {}
        # A daemon ends with this process at the latest.
        self._process = multiprocessing.get_context("fork").Process(target=self._render_all, daemon=True)

    def start(self, current_page: Page) -> None:
        """Start the fork unless it has been started, while MkDocs renders `current_page`."""
        if self._has_started:
            return
        self._has_started = True
        # Only a page that is rendered is active.
        current_page.active = False
        with suppress(OSError):  # without another process, MkDocs renders all pages
            self._process.start()
        current_page.active = True
        self._sender.close()

    def take(self, uri: str) -> str | None:
        """The text of a page if the fork has rendered it."""
        with suppress(EOFError, OSError):  # the fork has ended
            while self._has_started and self._receiver.poll():
                name, *place = self._receiver.recv()
                self._places[name] = tuple(place)
        if uri not in self._places:
            return None
        # The fork has rendered all pages after this one, and would go on with those before it.
        self.stop()
        offset, length = self._places[uri]
        return os.pread(self._texts.fileno(), length, offset).decode(errors="surrogatepass")

    def stop(self) -> None:
        """End the fork. What it has rendered can still be taken."""
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()

    def close(self) -> None:
        """End the fork, and forget what it has rendered."""
        self.stop()
        self._texts.close()
        self._receiver.close()

    def _render_all(self) -> None:
        """Render pages in the fork until all are rendered, or this process is ended."""
        self._receiver.close()
        offset = 0
        # Whatever fails here fails again where it is reported. The pipe is closed if the first process has ended.
        with suppress(Exception):
            for page in self._unrendered_pages():
                text = self._render(page).encode(errors="surrogatepass")
                os.pwrite(self._texts.fileno(), text, offset)
                self._sender.send((page.file.src_uri, offset, len(text)))
                offset += len(text)

    def _unrendered_pages(self) -> Iterator[Page]:
        for file in reversed(self._files[1:]):
            if file.page is not None:
                yield file.page

    def _render(self, page: Page) -> str:
        """Render a page as MkDocs does."""
        page.active = True
        template = self._env.get_template(page.meta.get("template", "main.html"))
        text = template.render(get_context(self._nav, self._files, self._config, page))
        page.active = False
        return text


def _is_independent(config: MkDocsConfig) -> bool:
    """Whether no plugin can change what a template prints while pages are rendered."""
    handlers = (handler for event in _RENDERING_EVENTS for handler in config.plugins.events[event])
    return all(
        type(getattr(handler, "__self__", None)).__module__.startswith(_INDEPENDENT_PLUGINS) for handler in handlers
    )
