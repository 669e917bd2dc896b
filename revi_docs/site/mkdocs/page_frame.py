"""What the theme's pages lack: a link to the Markdown copy, tags for link previews, and a useful 404 page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from revi_docs.site.mkdocs.html_escape import as_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

NOT_FOUND_TEMPLATE = "404.html"
COPY_LABEL = "View this page as Markdown"

_ARTICLE = '<article class="md-content__inner md-typeset">'
_NOT_FOUND_HEADING = "<h1>404 - Not found</h1>"
_ICON = ".icons/material/language-markdown-outline.svg"


def with_copy_button(output: str, copy_name: str, config: MkDocsConfig) -> str:
    """The page with a link to its Markdown copy beside the links to its source, if the theme has that place."""
    icon = _icon(tuple(config.theme.dirs))
    link = (
        f'<a href="{html.escape(copy_name)}" type="text/markdown" title="{COPY_LABEL}" aria-label="{COPY_LABEL}"'
        f' class="md-content__button md-icon">{icon}</a>'
    )
    return output.replace(_ARTICLE, f"{_ARTICLE}\n{link}", 1) if icon else output


@cache
def _icon(theme_folders: tuple[str, ...]) -> str:
    """The icon of the button from the theme; "" for a theme without it."""
    paths = (Path(folder, _ICON) for folder in theme_folders)
    return next((path.read_text(encoding="utf-8") for path in paths if path.is_file()), "")


def social_tags(page: Page, config: MkDocsConfig) -> str:
    """Tags for the preview of a link to the page; none unless the address of the site is known."""
    if not page.canonical_url:
        return ""
    site_name = as_text(config.site_name)
    tags = {
        "og:type": "website",
        "og:site_name": site_name,
        "og:title": site_name if page.is_homepage else as_text(page.title),
        "og:description": as_text(page.meta.get("description") or config.site_description),
        "og:url": page.canonical_url,
    }
    properties = (
        f'<meta property="{name}" content="{html.escape(content)}">' for name, content in tags.items() if content
    )
    return "".join((*properties, '<meta name="twitter:card" content="summary">'))


def with_not_found_links(output: str, config: MkDocsConfig, nav: Navigation | None) -> str:
    """The theme's 404 page with links to the start page and the sections, below the path of the site's address."""
    base = urlsplit(config.site_url or "/").path
    items = "".join(
        f'<li><a href="{html.escape(urljoin(base, url))}">{html.escape(title)}</a></li>'
        for title, url in _entry_pages(nav)
    )
    text = f"<p>This address has no page. Search for it above, or continue here:</p><ul>{items}</ul>"
    return output.replace(_NOT_FOUND_HEADING, f"<h1>Page not found</h1>\n{text}", 1)


def _entry_pages(nav: Navigation | None) -> Iterator[tuple[str, str]]:
    """Title and address below the site of the start page, and of the first other page of each top-level section."""
    yield "Home", ""
    for item in nav.items if nav else ():
        page = next((page for page in _pages(item) if not page.is_homepage), None)
        if page is not None:
            yield as_text(item.title), page.url


def _pages(item: Any) -> Iterator[Page]:
    if item.is_page:
        yield item
    for child in item.children or ():
        yield from _pages(child)
