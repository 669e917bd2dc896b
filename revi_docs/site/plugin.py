"""The plugin `revi` of mkdocs: what the site shows beyond its Markdown. The sources stay as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from revi_docs.contract.load import Loaded, load_sound
from revi_docs.problems.problem import Problem, ReviError
from revi_docs.site.code_links import link_code
from revi_docs.site.contract_links import spelled
from revi_docs.site.definitions import Definitions
from revi_docs.site.harmless import as_text, escape_page, escape_site, without_tags
from revi_docs.site.navigation import sections, unfolded
from revi_docs.site.page import SitePage
from revi_docs.site.search_order import put_definitions_first, set_defaults
from revi_docs.site.stories.files import add_stories
from revi_docs.site.tables import framed_tables
from revi_docs.site.twins import LIST, Twins, listing, twin_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

STYLE = "assets/revi.css"
TWIN_RELATION = "alternate describedby"
"""Beside a lone `alternate` the theme's script asks for a site map of another language."""

SEARCH = 'data-md-component="search" role="dialog"'
"""The theme's search, which has a role and no name."""

log = logging.getLogger("mkdocs.plugins.revi")


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has nothing to set."""


class ReviPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """One instance serves one build."""

    def __init__(self) -> None:
        self.loaded: Loaded | None = None
        self._pages: dict[str, SitePage] = {}
        self._nav: Navigation | None = None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Reads the contract; gives the search its word boundaries and the pages their style."""
        root = Path(config.config_file_path).parent
        try:
            loaded = self.loaded or load_sound(root)
        except ReviError as error:
            raise PluginError(f"the site needs a sound contract: {error}") from error
        self.root = root
        self.definitions = Definitions(loaded)
        self._pages = {}
        for search in self._searches(config):
            set_defaults(search.config)
        config.extra_css.append(STYLE)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the style sheet and the stories, and to the navigation the pages of the folders it names."""
        style = Path(__file__).with_name("revi.css").read_text(encoding="utf-8")
        files.append(File.generated(config, STYLE, content=style))
        add_stories(self.root, self.definitions.loaded, files, config)
        if config.nav:
            config.nav = unfolded(config.nav, files, self.definitions.loaded.contract)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remembers the navigation for `llms.txt`."""
        self._nav = nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Draws the page's diagrams."""
        uri, source = page.file.src_uri, Path(config.docs_dir, page.file.src_uri)
        file = source.relative_to(self.root).as_posix() if source.is_relative_to(self.root) else uri
        site_page = SitePage(page.file, file, markdown, files, config.repo_url or "", self._warn)
        self._pages[uri] = site_page
        return site_page.with_diagrams()

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Puts in the diagrams and the places of the items, and frames the tables."""
        return framed_tables(self._pages[page.file.src_uri].with_marks(html, self.definitions))

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Links code spans to what they name, now that every definition is known; text stays text."""
        names = self.definitions.names()
        escape_site(config)
        env.filters["striptags"] = without_tags
        for site_page in self._pages.values():
            page = site_page.file.page
            if page is not None:
                escape_page(page.meta)
            if page is not None and page.content and names:
                page.content = link_code(page.content, page.file.src_uri, names, site_page.address_of)

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Tells programs where the twin is, and people who listen to the page what its search is called."""
        twin = twin_of(page.file.dest_uri).rpartition("/")[2]
        link = f'<link rel="{TWIN_RELATION}" type="text/markdown" href="{twin}">'
        named = output.replace(SEARCH, f'{SEARCH} aria-label="Search"', 1)
        return named.replace("</head>", f"{link}</head>", 1)

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Puts the search's entries in order, and writes the twins of the pages and `llms.txt`."""
        for search in self._searches(config):
            entries = getattr(getattr(search, "search_index", None), "entries", ())
            put_definitions_first(entries, self._defined_locations())
        built = {file.src_uri: file.dest_uri for file in self._files()}
        twins = Twins(built.get, self._defined_in_words)
        for uri, site_page in self._pages.items():
            twin = Path(config.site_dir, twin_of(site_page.file.dest_uri))
            if twin.parent.is_dir():  # an empty page is not built
                twin.write_text(twins.text(site_page.with_title(), uri), encoding="utf-8", newline="\n")
        if self._nav is not None:
            text = listing(as_text(config.site_name), as_text(config.site_description), sections(self._nav))
            Path(config.site_dir, LIST).write_text(text, encoding="utf-8", newline="\n")

    def _files(self) -> Iterator[File]:
        first = next(iter(self._pages.values()), None)
        return iter(first.files if first else ())

    @staticmethod
    def _searches(config: MkDocsConfig) -> list[Any]:
        """The theme's search, by either of its names."""
        names = ("search", "material/search")
        return [config.plugins[name] for name in names if name in config.plugins]

    def _defined_locations(self) -> dict[str, tuple[str, str]]:
        """From the address of a definition below the site to the item's kind and name."""
        return {
            self._pages[one.page].file.url + (f"#{one.anchor}" if one.anchor else ""): (one.kind, one.name)
            for one in self.definitions.found.values()
        }

    def _defined_in_words(self, what: str) -> str:
        found = self.definitions.locate(what)
        return f"Defined at `{spelled(found[1])}`." if found and found[1] else ""

    @staticmethod
    def _warn(problem: Problem) -> None:
        log.warning("%s: %s", problem.where, problem.message, extra={"problem": problem})
