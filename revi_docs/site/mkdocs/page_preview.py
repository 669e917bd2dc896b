"""Render single pages of a site that was built before: what a person sees while the full build runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


class PagePreviewConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin has no settings."""


class PagePreview(BasePlugin[PagePreviewConfig]):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """A plugin that keeps the files, the navigation and the templates of a build, to render its pages again."""

    def __init__(self) -> None:
        self._config: MkDocsConfig | None = None
        self._files: Files | None = None
        self._nav: Navigation | None = None
        self._env: Environment | None = None

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation."""
        self._nav, self._config, self._files = nav, config, files

    # After other plugins, which may change the templates in this event.
    @event_priority(-1000)
    def on_env(self, env: Environment, **_: object) -> None:
        """Keep the templates."""
        self._env = env

    def reload_contract(self) -> None:
        """Let the pages see the contract as it is now. Raises ReviError."""
        revi: Any = self._config.plugins.get("revi") if self._config is not None else None
        if revi is not None:
            revi.reload_contract()

    def render(self, sources: Iterable[Path], site: Path) -> tuple[Page, ...]:
        """Render the pages of these source files into the folder `site`, and return them.

        Sources that were not pages in that build are left out: they change the navigation, which needs a full build.
        """
        if self._config is None or self._files is None:
            return ()
        files = {file.abs_src_path: file for file in self._files.documentation_pages() if file.abs_src_path}
        pages = [self._render(files[str(source)], site) for source in sources if str(source) in files]
        return tuple(page for page in pages if page is not None)

    def _render(self, file: File, site: Path) -> Page | None:
        """The events and steps of MkDocs for one page, in its order."""
        from mkdocs.commands.build import get_context

        page, config, files, nav, env = file.page, self._config, self._files, self._nav, self._env
        if page is None or config is None or files is None or nav is None or env is None:
            return None
        plugins: Any = config.plugins
        plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
        page.render(config, files)
        page.content = plugins.on_page_content(page.content, page=page, config=config, files=files)
        revi: Any = config.plugins.get("revi")
        if revi is not None:
            revi.link_page(page)
        page.active = True
        try:
            template = env.get_template(str(page.meta.get("template", "main.html")))
            context = get_context(nav, files, config, page)
            context = plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        target = site / file.dest_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(output, encoding="utf-8", errors="xmlcharrefreplace")
        return page
