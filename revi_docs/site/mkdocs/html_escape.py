"""Text that the theme prints as it stands in front matter and configuration, made harmless in HTML.

What is escaped here is marked as such: where the theme escapes it too, it is not escaped twice.
"""

from __future__ import annotations

import html
from collections.abc import MutableMapping
from typing import Any

from markupsafe import Markup, escape

PAGE_META_KEYS = ("title", "subtitle", "description", "author")
SITE_CONFIG_KEYS = ("site_name", "site_description", "site_author")


def escape_page_meta(meta: MutableMapping[str, Any]) -> None:
    """Escapes the texts of a page's front matter, which are plain text."""
    for name in PAGE_META_KEYS:
        if meta.get(name):
            meta[name] = escape(meta[name])


def escape_site_config(config: MutableMapping[str, Any]) -> None:
    """Escapes the texts of the site's configuration; an entity that stands there already stays one."""
    for name in SITE_CONFIG_KEYS:
        if config.get(name):
            config[name] = as_html(html.unescape(str(config[name])))


def as_html(text: str) -> Markup:
    """A plain text as HTML that shows it."""
    return escape(text)


def as_text(fragment: object) -> str:
    """The plain text that HTML without tags, such as a page's title, shows; empty for nothing."""
    return html.unescape(str(fragment or ""))


def without_tags(fragment: object) -> Markup:
    """HTML without its tags, still HTML: what the theme's own filter gives back holds `<` again."""
    return escape(Markup(str(fragment)).striptags())
