"""The MkDocs plugin `revi`: diagrams, links to definitions, story pages and Markdown copies."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract, load_valid
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.code_links import link_code_spans
from revi_docs.site.contract_listing import place_in_listings
from revi_docs.site.definition_lines import FilesByItem
from revi_docs.site.definitions import KEY_KIND, Definitions, ItemName
from revi_docs.site.item_files import ItemFile, item_file_markdown
from revi_docs.site.markdown_copies import LLMS_TXT, MarkdownCopies, copy_path, render_llms_txt
from revi_docs.site.mkdocs.contract_pages import add_contract_listings
from revi_docs.site.mkdocs.html_escape import as_text, escape_page_meta, escape_site_config, without_tags
from revi_docs.site.mkdocs.navigation import expand_nav, nav_sections
from revi_docs.site.mkdocs.page_frame import (
    NOT_FOUND_TEMPLATE,
    social_tags,
    with_copy_button,
    with_not_found_links,
)
from revi_docs.site.mkdocs.search_ranking import add_search_scripts, boost_definitions, set_search_defaults
from revi_docs.site.mkdocs.site_page import SitePage
from revi_docs.site.region_markers import without_block_markers

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

STYLESHEET = "assets/revi.css"
PAGE_SCRIPTS = {
    "assets/explorer.js": ('class="revi-diagram"', 'id="transitions"'),
    "assets/tables.js": ('class="revi-filtered"',),
}
"""A script → the parts of a page that it needs; only pages with all of them load it."""
MARKDOWN_COPY_REL = "alternate describedby"
"""With `alternate` alone, the script of the theme loads a site map of another language."""

SEARCH_DIALOG = 'data-md-component="search" role="dialog"'
"""The search dialog of the theme, which has a role but no accessible name."""

REPOSITORY_COMPONENT = ' data-md-component="source"'
"""The link to the repository, for which the script of the theme asks a server of GitHub or GitLab about stars and
releases."""

log = logging.getLogger("mkdocs.plugins.revi")


class ReviPluginConfig(Config):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin has no settings."""


class ReviPlugin(BasePlugin[ReviPluginConfig]):  # type: ignore[no-untyped-call]  # mkdocs has no annotation here
    """The plugin; one instance for each build."""

    def __init__(self) -> None:
        self.loaded: LoadedContract | None = None
        self.item_files: Mapping[KeyPath, ItemFile] = {}
        self.files_by_item: Callable[[], FilesByItem] = dict
        self._shown_in: FilesByItem = {}
        self._pages: dict[str, SitePage] = {}
        self._nav: Navigation | None = None

    # Before other plugins, so that they see the style sheet and the search settings.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read the contract, set defaults of the search, and add the style sheet."""
        root = Path(config.config_file_path).parent
        try:
            loaded = self.loaded or load_valid(root)
        except ReviError as error:
            raise PluginError(f"the site needs a valid contract: {error}") from error
        self.root = root
        self.definitions = Definitions(loaded, files=self.item_files)
        self._pages = {}
        for search in self._search_plugins(config):
            set_search_defaults(search.config)
        config.extra_css.append(STYLESHEET)

    def reload_contract(self) -> None:
        """Read the contract again, for pages that are rendered after the build. Raises ReviError."""
        pages = self.definitions.by_path
        self.definitions = Definitions(load_valid(self.root), files=self.item_files)
        self.definitions.by_path.update(pages)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet, the scripts and the story pages, and expand the navigation."""
        for path in (STYLESHEET, *PAGE_SCRIPTS):
            content = Path(__file__).with_name(path.rpartition("/")[2]).read_text(encoding="utf-8")
            files.append(File.generated(config, path, content=content))
        add_contract_listings(self.definitions.listings.values(), files, config)
        if self.definitions.loaded.contract.project.stories:
            # Imported late: the readers of stories take a tenth of a second.
            from revi_docs.site.mkdocs.generated_pages import add_stories

            add_stories(self.root, self.definitions.loaded, files, config)
        if config.nav:
            config.nav = expand_nav(config.nav, files, self.definitions.loaded.contract)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the navigation for `llms.txt`."""
        self._nav = nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Draw the diagrams of the page, and remove the markers of regions."""
        uri, source = page.file.src_uri, Path(config.docs_dir, page.file.src_uri)
        file = source.relative_to(self.root).as_posix() if source.is_relative_to(self.root) else uri
        docs_folder = Path(os.path.relpath(config.docs_dir, self.root)).as_posix()
        site_page = SitePage(page.file, file, markdown, files, config.repo_url or "", self._warn, docs_folder)
        self._pages[uri] = site_page
        return without_block_markers(site_page.with_diagram_placeholders())

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Insert the diagrams and the definition lines, and wrap the tables."""
        site_page = self._pages.get(page.file.src_uri)
        # Another plugin may render a page without the events before this one.
        content = site_page.fill_placeholders(html, self.definitions) if site_page else html
        return _without_searched_diagrams(_wrap_tables(content) if site_page else content)

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> None:
        """Link code spans to definitions, which are all known now, and escape texts for the templates."""
        names = self.definitions.names()
        self._shown_in = self.files_by_item()
        escape_site_config(config)
        env.filters["striptags"] = without_tags
        # In this event all pages are rendered, so every definition is known.
        for site_page in self._pages.values():
            if site_page.file.page is not None:
                self.link_page(site_page.file.page, names)

    def link_page(self, page: Page, names: Mapping[str, ItemName] | None = None) -> None:
        """Link the code spans of a page to definitions, and escape its texts for the templates."""
        names = names if names is not None else self.definitions.names()
        escape_page_meta(page.meta)
        site_page = self._pages.get(page.file.src_uri)
        if site_page is not None and page.content:
            page.content = site_page.fill_late_placeholders(page.content, self.definitions, self._shown_in)
            page.content = link_code_spans(page.content, page.file.src_uri, names, site_page.definition_href)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Link to the Markdown copy and the scripts of the page, and give the search dialog an accessible name."""
        copy_name = copy_path(page.file.dest_uri).rpartition("/")[2]
        if page.file.src_uri in self._pages:
            output = with_copy_button(output, copy_name, config)
        link = f'{social_tags(page, config)}<link rel="{MARKDOWN_COPY_REL}" type="text/markdown" href="{copy_name}">'
        labeled = output.replace(SEARCH_DIALOG, f'{SEARCH_DIALOG} aria-label="Search"', 1)
        for path, parts in PAGE_SCRIPTS.items():
            if all(part in output for part in parts):
                link += f'<script src="{get_relative_url(path, page.url)}" defer></script>'
        return _without_requests(labeled.replace("</head>", f"{link}</head>", 1))

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Add links to the 404 page, and keep pages without a source from asking other servers."""
        if template_name == NOT_FOUND_TEMPLATE:
            output = with_not_found_links(output, config, self._nav)
        return _without_requests(output)

    # Before the search plugin, which writes its index in the same event.
    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Rank the search entries, add the scripts of the search, and write the Markdown copies and `llms.txt`."""
        for search in self._search_plugins(config):
            entries = getattr(getattr(search, "search_index", None), "entries", ())
            boost_definitions(entries, self._definition_locations())
            add_search_scripts(Path(config.site_dir))
        dest_uris = {file.src_uri: file.dest_uri for file in self._files()}
        copies = MarkdownCopies(dest_uris.get, {"defined": self._defined_at_text, "listing": self._listing_text})
        for uri, site_page in self._pages.items():
            copy_file = Path(config.site_dir, copy_path(site_page.file.dest_uri))
            if copy_file.parent.is_dir():  # MkDocs does not build empty pages
                text = copies.render(site_page.with_title(), uri)
                copy_file.write_text(text, encoding="utf-8", newline="\n")
        if self._nav is not None:
            name, description = as_text(config.site_name), as_text(config.site_description)
            text = render_llms_txt(name, description, nav_sections(self._nav))
            Path(config.site_dir, LLMS_TXT).write_text(text, encoding="utf-8", newline="\n")

    def _files(self) -> Iterator[File]:
        first = next(iter(self._pages.values()), None)
        return iter(first.files if first else ())

    @staticmethod
    def _search_plugins(config: MkDocsConfig) -> list[Any]:
        """The search plugin of the theme, under either of its names."""
        names = ("search", "material/search")
        return [config.plugins[name] for name in names if name in config.plugins]

    def _definition_locations(self) -> dict[str, tuple[str, str]]:
        """Address of a definition below the site → kind and name of the item."""
        return {
            self._pages[definition.page].file.url + (f"#{definition.anchor}" if definition.anchor else ""): (
                definition.kind,
                definition.name,
            )
            for definition in self.definitions.by_path.values()
            if definition.kind != KEY_KIND
        }

    def _defined_at_text(self, item: str, _page: str) -> str:
        location = self.definitions.locate(item)
        if location is None or location[1] is None:
            return ""
        name, line = place_in_listings(location[1], self.definitions.listings)
        text, file = f"Defined at `{name}:{line}`.", self.definitions.files.get(location[0])
        return f"{text} {item_file_markdown(file)}" if file else text

    def _listing_text(self, lines: str, page: str) -> str:
        first_line, last_line = map(int, lines.split())
        listings = (listing for listing in self.definitions.listings.values() if listing.page == page)
        return "".join(listing.fenced(first_line, last_line) for listing in listings)

    @staticmethod
    def _warn(problem: Problem) -> None:
        log.warning("%s: %s", problem.first_place, problem.message, extra={"problem": problem})


def _without_searched_diagrams(content: str) -> str:
    """Exclude the source of Mermaid diagrams from the search: names in it are mentions without a sentence."""
    return content.replace('<pre class="mermaid">', '<pre class="mermaid" data-search-exclude>')


def _without_requests(output: str) -> str:
    return output.replace(REPOSITORY_COMPONENT, "")


def _wrap_tables(content: str) -> str:
    """Wrap each plain table in a frame that scrolls and can have the keyboard focus."""
    frame = '<div class="revi-table" tabindex="0" role="group" aria-label="Table"><table class="revi">'
    first, *others = content.split("<table>")
    return first + "".join(frame + text.replace("</table>", "</table></div>", 1) for text in others)
