"""HTML escaping of front matter and configuration values that the theme prints without escaping.

Escaped values are `Markup`, so that templates that do escape them do not escape twice.
"""

from __future__ import annotations

import html
from collections.abc import MutableMapping
from typing import Any

from markupsafe import Markup, escape

PAGE_META_KEYS = ("title", "subtitle", "description", "author")
SITE_CONFIG_KEYS = ("site_name", "site_description", "site_author")


def escape_page_meta(meta: MutableMapping[str, Any]) -> None:
    """Escape the texts in the front matter of a page, which are plain text."""
    for name in PAGE_META_KEYS:
        if meta.get(name):
            meta[name] = escape(meta[name])


def escape_site_config(config: MutableMapping[str, Any]) -> None:
    """Escape the texts in the configuration of the site. They may contain entities already."""
    for name in SITE_CONFIG_KEYS:
        if config.get(name):
            config[name] = as_html(html.unescape(str(config[name])))


def as_html(text: str) -> Markup:
    """Escape plain text."""
    return escape(text)


def as_text(fragment: object) -> str:
    """The plain text of HTML without tags, such as the title of a page; "" for None."""
    return html.unescape(str(fragment or ""))


def without_tags(fragment: object) -> Markup:
    """Remove tags and return HTML. The theme's own filter returns unescaped text that may contain `<`."""
    return escape(Markup(str(fragment)).striptags())
